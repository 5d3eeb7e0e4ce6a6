package dev.berth.registry.pairs;

import dev.berth.registry.Registry;
import dev.berth.registry.contract.registry.RegistryContract;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.storage.fs.FileBlobStore;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

final class MemoryAndFilesIT extends RegistryContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private @Nullable MetadataStore metadata;

    @Override
    protected Registry open(Clock clock) throws Exception {
        if (metadata == null) {
            metadata = new InMemoryMetadataStore(clock);
        }
        return RegistryEngine.builder().clock(clock).build(metadata, FileBlobStore.open(folder));
    }
}
