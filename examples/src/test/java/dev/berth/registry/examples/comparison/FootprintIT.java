package dev.berth.registry.examples.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.examples.BuiltDistribution;
import dev.berth.registry.testing.FullBuild;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FullBuild
class FootprintIT {

    @TempDir
    Path folder;

    @Test
    void printsStartMemoryAndColdPushes() throws Exception {
        Path distribution = BuiltDistribution.require();
        StringBuilder out = new StringBuilder();
        ComparedServers servers = new ComparedServers(folder);
        new Footprint(Duration.ofSeconds(1), 1, out).measure(() -> servers.berthInMemory(distribution));
        assertThat(out.toString())
                .matches("Berth in memory: start [0-9.]+ s, [0-9.]+ s of processor time\\R"
                        + "Berth in memory: push [1-9][0-9]* µs of processor time in the first seconds, [0-9.]+ times that"
                        + " of later; peak memory [1-9][0-9]* MiB, processes below it 0 MiB\\R");
    }
}
