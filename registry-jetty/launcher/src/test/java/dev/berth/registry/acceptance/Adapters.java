package dev.berth.registry.acceptance;

import dev.berth.registry.Registry;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.fs.FileBlobStore;
import dev.berth.registry.storage.gcs.GcsServer;
import dev.berth.registry.storage.s3.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Two stores that make a registry.
 *
 * @param opened closes what was opened for them
 */
record Adapters(MetadataStore metadata, BlobStore blobs, Runnable opened) implements AutoCloseable {

    /** Everything in memory. */
    static Adapters inMemory() {
        Clock clock = Clock.systemUTC();
        return new Adapters(new InMemoryMetadataStore(clock), new InMemoryBlobStore(clock), () -> {});
    }

    /** A database of its own, in so many partitions, and a folder. */
    static Adapters onDisk(Path folder, int partitions) throws Exception {
        TestDatabase database = TestDatabase.migrated(partitions);
        JdbiMetadataStore metadata = JdbiMetadataStore.open(database.config(), Clock.systemUTC());
        return new Adapters(metadata, FileBlobStore.open(folder), metadata::close);
    }

    /** A database of its own, and objects that are closed after it. */
    private static Adapters onObjects(BlobStore blobs, Runnable opened) throws Exception {
        JdbiMetadataStore metadata =
                JdbiMetadataStore.open(TestDatabase.migrated(1).config(), Clock.systemUTC());
        return new Adapters(metadata, blobs, () -> {
            metadata.close();
            opened.run();
        });
    }

    /** A database and a bucket of S3. */
    static Adapters onS3(S3Server server) throws Exception {
        dev.berth.registry.storage.s3.OpenedStores stores =
                new dev.berth.registry.storage.s3.OpenedStores(server, "root");
        return onObjects(stores.open(), stores::close);
    }

    /** A database and a bucket of Google Cloud Storage. */
    static Adapters onGcs(GcsServer server) throws Exception {
        dev.berth.registry.storage.gcs.OpenedStores stores =
                new dev.berth.registry.storage.gcs.OpenedStores(server, "root");
        return onObjects(stores.open(), stores::close);
    }

    /** Starts a server that takes manifests whose references are missing, or not. */
    RegistryServer serve(MissingReferences missing) throws IOException {
        ServerConfig settings = ServerConfig.builder().port(0).build();
        return new RegistryServer(registry(missing), new OpenAccess(), ProtocolConfig.defaults(), settings).start();
    }

    /** The registry, which takes manifests whose references are missing, or not. */
    Registry registry(MissingReferences missing) {
        EngineConfig config = EngineConfig.builder().missingReferences(missing).build();
        return RegistryEngine.builder().config(config).build(metadata, blobs);
    }

    @Override
    public void close() {
        opened.run();
    }
}
