package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.testing.FullBuild;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A takeover by two nodes in this process. */
@FullBuild
class TakeoverIT extends TakeoverClaims {
    @Override
    SharedStorage storage() {
        return SharedStorage.directory(folder.resolve("tree"));
    }

    @Test
    void nothingIsMissingOrUndone() throws Exception {
        database.execute(
                "INSERT INTO import_runs (steps, started, noted, counts) VALUES ('TAKEOVER', now(), now(), '')");
        assertThat(run("takeover", "gc", "run")).isEqualTo(1);
        assertThat(run("takeover", "database", "export")).isEqualTo(1);
        assertThat(run("takeover", "database", "import", "finish")).isEqualTo(1);
        try (RunningServer first = serve("first");
                RunningServer second = serve("second")) {
            nodes.addAll(List.of(first.server().uri(), second.server().uri()));
            beginClients();
            awaitEndAndCompare();
            assertThat(run("takeover", "gc", "run")).isZero();
        }
        try (RunningServer later = serve("later")) {
            nodes.clear();
            nodes.add(later.server().uri());
            compare();
        }
    }

    private RunningServer serve(String data) throws Exception {
        Path directory = Files.createDirectories(folder.resolve(data));
        return Assembly.start(ConfigurationReader.read(configuration("takeover"), Map.of()), directory);
    }
}
