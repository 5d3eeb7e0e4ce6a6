package dev.berth.registry.launcher;

import dev.berth.registry.Registry;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.spi.BlobStore;
import dev.berth.registry.spi.MetadataStore;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.storage.fs.FileBlobStore;
import dev.berth.registry.storage.fs.FileStoreConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Puts a registry together as configured, from the stores up, and takes it apart in reverse. */
final class Assembly implements AutoCloseable {
    private final Clock clock = Clock.systemUTC();
    private final Resources resources = new Resources();
    private final Configuration configuration;
    private final Path dataPath;
    private final DatabaseSettings database;
    private Optional<DataFolder> dataFolder = Optional.empty();
    private String metadataPlace = "memory";
    private String blobPlace = "memory";

    private Assembly(Configuration configuration, Path data) {
        this.configuration = configuration;
        this.dataPath = data;
        this.database = new DatabaseSettings(configuration);
    }

    /** Starts a registry. On failure nothing stays open. */
    static RunningServer start(Configuration configuration, Path data) throws IOException, StoreException {
        Assembly assembly = new Assembly(configuration, data);
        try {
            return assembly.start();
        } catch (IllegalArgumentException e) {
            assembly.close();
            throw new IOException("the configuration makes no sense: " + e.getMessage(), e);
        } catch (IOException | StoreException | RuntimeException e) {
            assembly.close();
            throw e;
        }
    }

    private RunningServer start() throws IOException, StoreException {
        ServerConfiguration server = new ServerConfiguration(configuration, clock);
        MetadataStore metadata = metadata();
        BlobStore blobs = blobs();
        Registry registry =
                RegistryEngine.builder().clock(clock).config(server.engine()).build(metadata, blobs);
        server.warn();
        RegistryServer listening = new RegistryServer(registry, server.access(), server.protocol(), server.settings());
        resources.add(listening.start());
        return new RunningServer(listening, metadataPlace, blobPlace, this);
    }

    private MetadataStore metadata() throws IOException, StoreException {
        if (keepsNothing()) {
            return new InMemoryMetadataStore(clock);
        }
        DatabaseServer server = database.isConfigured()
                ? DatabaseServer.configured(database)
                : DatabaseServer.embedded(configuration, dataFolder().directory(), resources);
        metadataPlace = server.description();
        return resources.add(JdbiMetadataStore.open(server.config(), clock));
    }

    private BlobStore blobs() throws IOException, StoreException {
        if (configuration.get(Keys.STORAGE_INMEMORY)) {
            return new InMemoryBlobStore(clock);
        }
        Optional<Path> root = configuration.get(Keys.STORAGE_ROOTDIRECTORY);
        Path directory = root.isPresent() ? root.get() : dataFolder().blobs();
        blobPlace = directory.toString();
        return FileBlobStore.open(FileStoreConfig.builder(directory)
                .durable(configuration.get(Keys.STORAGE_DURABLE))
                .build());
    }

    /** Metadata that outlives its blobs would be of no use. */
    private boolean keepsNothing() {
        return configuration.get(Keys.STORAGE_INMEMORY) && !database.isConfigured();
    }

    private DataFolder dataFolder() throws IOException {
        if (dataFolder.isEmpty()) {
            dataFolder = Optional.of(resources.add(DataFolder.open(dataPath)));
        }
        return dataFolder.get();
    }

    @Override
    public void close() {
        resources.close();
    }
}
