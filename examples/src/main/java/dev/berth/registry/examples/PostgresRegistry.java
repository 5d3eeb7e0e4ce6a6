package dev.berth.registry.examples;

import dev.berth.registry.Registry;
import dev.berth.registry.auth.HtpasswdAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.collection.Collector;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.storage.fs.FileBlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A persistent registry: metadata in PostgreSQL, bytes in a folder, users in an htpasswd file, anonymous pull.
 * Unreferenced content is collected while it runs.
 */
public final class PostgresRegistry implements AutoCloseable {
    private final JdbiMetadataStore metadata;
    private final Collector collector;
    private final RegistryServer server;

    private PostgresRegistry(JdbiMetadataStore metadata, Collector collector, RegistryServer server) {
        this.metadata = metadata;
        this.collector = collector;
        this.server = server;
    }

    /**
     * Listens on port 5000 until the process is stopped. Takes a host, a database, a user, its password, a folder and
     * an htpasswd file.
     */
    public static void main(String[] arguments) throws StoreException, IOException {
        DatabaseConfig database = DatabaseConfig.builder()
                .host(arguments[0])
                .database(arguments[1])
                .user(arguments[2])
                .password(arguments[3])
                .build();
        PostgresRegistry registry = start(database, Path.of(arguments[4]), Path.of(arguments[5]), 5000);
        Runtime.getRuntime().addShutdownHook(new Thread(registry::close, "stop"));
    }

    /** Brings the schema up to date, opens both stores and listens. */
    static PostgresRegistry start(DatabaseConfig database, Path blobs, Path users, int port)
            throws StoreException, IOException {
        Clock clock = Clock.systemUTC();
        Migrations.open(database).up(Migrations.Options.DEFAULT);
        JdbiMetadataStore metadata = JdbiMetadataStore.open(database, clock);
        FileBlobStore storage = FileBlobStore.open(blobs);
        Registry registry = RegistryEngine.over(metadata, storage);
        Collector collector = Collector.builder().build(metadata, storage).start();
        HtpasswdAccess access = HtpasswdAccess.requiredToPush(users, "Registry", clock);
        ServerConfig settings = ServerConfig.builder().port(port).build();
        return new PostgresRegistry(
                metadata, collector, new RegistryServer(registry, access, ProtocolConfig.defaults(), settings).start());
    }

    RegistryServer server() {
        return server;
    }

    /** Stops listening first: running requests still have their database. */
    @Override
    public void close() {
        server.close();
        collector.close();
        metadata.close();
    }
}
