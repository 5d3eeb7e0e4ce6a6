package dev.berth.registry.pairs;

import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.fs.FileBlobStore;
import dev.berth.registry.testing.FullBuild;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

@FullBuild
final class PostgresAndFilesIT extends PostgresRegistryContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Override
    BlobStore blobs() throws Exception {
        return FileBlobStore.open(folder);
    }
}
