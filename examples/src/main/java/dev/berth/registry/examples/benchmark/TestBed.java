package dev.berth.registry.examples.benchmark;

import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.storage.fs.FileBlobStore;
import dev.berth.registry.storage.fs.FileStoreConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A separate PostgreSQL and folder for the time of a benchmark. */
record TestBed(EmbeddedPostgres server, JdbiMetadataStore metadata, Path folder, FileBlobStore storage)
        implements AutoCloseable {
    private static final int CONNECTIONS = 16;

    /** Files are not synced: that would be measured, too. */
    static TestBed open(int partitions) throws IOException, StoreException {
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        DatabaseConfig config = DatabaseConfig.builder()
                .port(server.getPort())
                .database("postgres")
                .user("postgres")
                .password("postgres")
                .pool(CONNECTIONS, CONNECTIONS)
                .build();
        Migrations.open(config).up(Migrations.Options.DEFAULT.withPartitions(partitions));
        Path folder = Files.createTempDirectory("berth-benchmark");
        FileBlobStore storage = FileBlobStore.open(
                FileStoreConfig.builder(folder).durable(false).build());
        return new TestBed(server, JdbiMetadataStore.open(config, Clock.systemUTC()), folder, storage);
    }

    /**
     * Has the server gather statistics, which it does automatically within a minute: plans for empty tables are slow.
     */
    void analyze() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
    }

    /** The CPU time of this process and of the server. */
    ProcessorTime processorTime() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return new ProcessorTime(row.getLong(1));
        }
    }

    @Override
    public void close() throws IOException {
        metadata.close();
        server.close();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
