package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.berth.registry.launcher.assembly.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
