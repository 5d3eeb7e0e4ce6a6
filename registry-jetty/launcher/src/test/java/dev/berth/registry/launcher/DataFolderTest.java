package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.DataFolder;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path directory;

    @Test
    void letsNoOtherUserOpenItsLock() throws Exception {
        Files.createFile(
                directory.resolve("lock"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        for (Path folder : new Path[] {directory, directory.resolve("fresh")}) {
            try (DataFolder taken = DataFolder.open(folder)) {
                assertThat(permissions(taken.directory().resolve("lock"))).isEqualTo("rw-------");
                assertThat(permissions(taken.blobs())).isEqualTo("rwx------");
            }
        }
    }

    @Test
    void makesNoBlobsInPlaceOfThoseThatAreMissing() throws Exception {
        Files.createDirectory(directory.resolve("postgresql"));
        Path blobs = directory.toRealPath().resolve("blobs");
        try (DataFolder taken = DataFolder.open(directory)) {
            assertThatIOException().isThrownBy(taken::blobs).withMessageContaining(blobs.toString());
            assertThat(blobs).doesNotExist();
            Files.createDirectory(blobs);
            assertThat(taken.blobs()).isEqualTo(blobs);
        }
    }

    @Test
    void hasBlobsBeforeItHasADatabase() throws Exception {
        Files.createFile(directory.resolve("postgresql"));
        Configuration configuration = ConfigurationReader.read(Map.of("REGISTRY_HTTP_ADDR", "127.0.0.1:0"));
        assertThatException().isThrownBy(() -> Assembly.start(configuration, directory));
        assertThat(directory.resolve("blobs")).isDirectory();
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
