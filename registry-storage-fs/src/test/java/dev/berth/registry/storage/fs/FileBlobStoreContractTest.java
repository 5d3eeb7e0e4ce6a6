package dev.berth.registry.storage.fs;

import dev.berth.registry.contract.storage.BlobStoreContract;
import dev.berth.registry.spi.storage.BlobStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileBlobStoreContractTest extends BlobStoreContract {
    @TempDir
    Path root;

    @Override
    protected BlobStore open() throws Exception {
        return FileBlobStore.open(root);
    }
}
