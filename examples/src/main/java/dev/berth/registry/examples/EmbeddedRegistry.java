package dev.berth.registry.examples;

import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.assembly.RegistryAssembly;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.storage.fs.FileBlobStore;
import java.nio.file.Path;
import java.time.Clock;

/** The program of README.md. */
public final class EmbeddedRegistry {

    private EmbeddedRegistry() {}

    /** Listens on port 5000 until the process is stopped. Takes the password of the database and a folder. */
    public static void main(String[] arguments) throws Exception {
        Clock clock = Clock.systemUTC();
        DatabaseConfig database = DatabaseConfig.builder()
                .host("db.example.com")
                .database("registry")
                .user("registry")
                .password(arguments[0])
                .build();
        Migrations.open(database).up(Migrations.Options.DEFAULT);
        JdbiMetadataStore metadata = JdbiMetadataStore.open(database, clock);
        FileBlobStore blobs = FileBlobStore.open(Path.of(arguments[1]));
        RegistryAssembly assembly = RegistryAssembly.builder()
                .clock(clock)
                .ownsStores()
                .build(metadata, blobs)
                .start();
        ServerConfig settings = ServerConfig.builder().port(5000).build();
        RegistryServer server =
                new RegistryServer(assembly.registry(), new OpenAccess(), ProtocolConfig.defaults(), settings).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            assembly.close();
        }));
    }
}
