package dev.berth.registry.acceptance;

import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.jetty.ServerConfig.VirtualThreads;
import dev.berth.registry.storage.s3.S3BlobStore;
import dev.berth.registry.storage.s3.S3Connection;
import dev.berth.registry.storage.s3.S3Server;
import dev.berth.registry.storage.s3.S3StoreConfig;
import dev.berth.registry.testing.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A registry whose PostgreSQL and S3 server are reached through proxies. */
record FaultyNetwork(
        TcpProxy databaseProxy,
        TcpProxy storageProxy,
        TestDatabase database,
        JdbiMetadataStore metadata,
        S3BlobStore storage,
        RegistryServer server)
        implements AutoCloseable {

    /** As it is without any setting. */
    static FaultyNetwork byDefault() throws Exception {
        return open(UnaryOperator.identity(), ProtocolConfig.defaults(), VirtualThreads.AUTO);
    }

    /** With a budget that a test can wait for, on platform threads. */
    static FaultyNetwork hasty(Duration budget, int pool) throws Exception {
        return open(
                config -> config.connectTimeout(Duration.ofSeconds(1)).pool(pool, pool),
                ProtocolConfig.builder().requestTimeout(budget).build(),
                VirtualThreads.OFF);
    }

    private static FaultyNetwork open(
            UnaryOperator<DatabaseConfig.Builder> changed, ProtocolConfig protocol, VirtualThreads threads)
            throws Exception {
        TestDatabase database = TestDatabase.migrated(1);
        TcpProxy databaseProxy = TcpProxy.to(database.port());
        S3Server s3 = S3Server.inThisJvm();
        TcpProxy storageProxy = TcpProxy.to(s3.endpoint().getPort());
        JdbiMetadataStore metadata = JdbiMetadataStore.open(
                changed.apply(config(database, databaseProxy)).build(), Clock.systemUTC());
        S3BlobStore storage = S3BlobStore.open(
                connection(storageProxy), S3StoreConfig.builder(s3.newBucket()).build());
        ServerConfig settings =
                ServerConfig.builder().port(0).virtualThreads(threads).build();
        RegistryServer server = new RegistryServer(
                        RegistryEngine.over(metadata, storage), new OpenAccess(), protocol, settings)
                .start();
        return new FaultyNetwork(databaseProxy, storageProxy, database, metadata, storage, server);
    }

    private static DatabaseConfig.Builder config(TestDatabase database, TcpProxy proxy) {
        return DatabaseConfig.builder()
                .port(proxy.port())
                .database(database.name())
                .user(database.user())
                .password(database.password())
                .sslMode(DatabaseConfig.SslMode.DISABLE);
    }

    private static S3Connection connection(TcpProxy proxy) {
        return S3Connection.builder()
                .endpoint(URI.create("http://127.0.0.1:" + proxy.port()))
                .pathStyle(true)
                .credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)
                .build();
    }

    Client client() {
        return new Client(server.uri());
    }

    @Override
    public void close() throws IOException {
        databaseProxy.reset();
        storageProxy.reset();
        server.close();
        metadata.close();
        storage.close();
        databaseProxy.close();
        storageProxy.close();
    }
}
