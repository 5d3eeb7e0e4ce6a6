package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.testing.FullBuild;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two databases, and the storage of one of them. */
@FullBuild
class StorageOwnerIT {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void onlyTheDatabaseThatOwnsStorageUsesIt() throws Exception {
        try (RunningServer server = serve("first")) {
            SmallImage.push(server.server().uri(), "app", "v1");
        }
        assertThat(folder.resolve("storage/berth/owner")).isNotEmptyFile();
        assertThat(run("first", "storage", "check")).isZero();
        assertThat(out.toString()).contains("2 blobs and 2 objects").doesNotContain("other objects");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> serve("second"))
                .withMessageContaining("belongs to another database");
        assertThat(run("second", "gc", "run")).isEqualTo(1);
        assertThat(run("second", "storage", "check")).isEqualTo(1);
        assertThat(out.toString()).contains("registry storage adopt");

        assertThat(run("second", "storage", "adopt")).isEqualTo(2);
        assertThat(run("second", "storage", "adopt", "--force")).isZero();

        serve("second").close();
        assertThat(run("first", "gc", "run")).isEqualTo(1);
        assertThat(out.toString()).contains("belongs to another database");
    }

    private Path configuration() throws Exception {
        return Files.writeString(
                folder.resolve("registry.yml"),
                "{http: {addr: '127.0.0.1:0'}, storage: {filesystem: {rootdirectory: '" + folder.resolve("storage")
                        + "'}}, gc: {disabled: true}}");
    }

    private RunningServer serve(String data) throws Exception {
        return Assembly.start(ConfigurationReader.read(configuration(), Map.of()), folder.resolve(data));
    }

    private int run(String data, String... command) throws Exception {
        out.getBuffer().setLength(0);
        String[] arguments = Arrays.copyOf(command, command.length + 3);
        arguments[command.length] = configuration().toString();
        arguments[command.length + 1] = "--data";
        arguments[command.length + 2] = folder.resolve(data).toString();
        PrintWriter writer = new PrintWriter(out, true);
        return Launcher.run(writer, writer, arguments);
    }
}
