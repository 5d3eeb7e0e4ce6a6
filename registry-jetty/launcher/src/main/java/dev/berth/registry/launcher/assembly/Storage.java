package dev.berth.registry.launcher.assembly;

import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.fs.FileBlobStore;
import dev.berth.registry.storage.fs.FileStoreConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The blob storage of a configuration.
 *
 * @param driver the kind of storage, by its name in the configuration
 * @param description for a person
 */
public record Storage(BlobStore blobs, String driver, String description) {

    /** Answers the directory of blobs; used only for blobs in a directory. */
    public interface Place {
        Path directory(Optional<Path> configured) throws IOException, StoreException;
    }

    /** Opens the configured one; the resources close it. */
    public static Storage open(Configuration configuration, Place place, Clock clock, Resources resources)
            throws IOException, StoreException {
        Optional<Storage> objects = new ObjectStorage(configuration).open(resources);
        if (objects.isPresent()) {
            return objects.get();
        }
        if (configuration.get(Keys.STORAGE_INMEMORY)) {
            return new Storage(new InMemoryBlobStore(clock), "inmemory", "memory");
        }
        Path directory = place.directory(configuration.get(Keys.STORAGE_ROOTDIRECTORY));
        BlobStore files = FileBlobStore.open(FileStoreConfig.builder(directory)
                .durable(configuration.get(Keys.STORAGE_DURABLE))
                .leastFree(configuration.get(Keys.STORAGE_MINFREESPACE))
                .build());
        return new Storage(files, "filesystem", directory.toString());
    }
}
