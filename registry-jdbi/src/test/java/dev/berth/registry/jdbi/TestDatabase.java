package dev.berth.registry.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.berth.registry.testing.TestCache;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of a test's own in a PostgreSQL that all tests of the run share. */
final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final DatabaseConfig config;
    private final HikariDataSource pool;

    private TestDatabase(DatabaseConfig config) {
        this.config = config;
        this.pool = hosted(config);
    }

    /** The pool of a host that uses the one most hosts use. */
    static HikariDataSource hosted(DatabaseConfig config) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl("jdbc:postgresql://" + config.host() + ":" + config.port() + "/" + config.database());
        pool.setUsername(config.user());
        config.password().ifPresent(pool::setPassword);
        pool.addDataSourceProperty("prepareThreshold", "1");
        pool.addDataSourceProperty("options", Connector.sessionOptions(config));
        pool.setMaximumPoolSize(config.poolSize());
        pool.setMinimumIdle(config.idleSize());
        return new HikariDataSource(pool);
    }

    /** A database without a table, whose sessions look for tables in the schema of the registry. */
    static TestDatabase empty() throws SQLException {
        return empty("search_path = registry");
    }

    /** A database without a table, with a setting of its sessions. */
    static TestDatabase empty(String setting) throws SQLException {
        String name = "test" + NAMES.incrementAndGet();
        try (Connection connection = Shared.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            statement.execute("ALTER DATABASE " + name + " SET " + setting);
        }
        return new TestDatabase(config("127.0.0.1", Shared.SERVER.getPort(), name));
    }

    /** A database with the schema. */
    static TestDatabase migrated(int partitions) throws Exception {
        return empty().migrate(partitions);
    }

    /** The schema in this database, which has no table yet. */
    static TestDatabase migrated(DatabaseConfig config, int partitions) throws Exception {
        return new TestDatabase(config).migrate(partitions);
    }

    private TestDatabase migrate(int partitions) throws Exception {
        Migrations.over(pool).up(Migrations.Options.DEFAULT.withPartitions(partitions));
        return this;
    }

    static DatabaseConfig config(String host, int port, String name) {
        return DatabaseConfig.builder()
                .host(host)
                .port(port)
                .database(name)
                .user("postgres")
                .password("postgres")
                .sslMode(DatabaseConfig.SslMode.DISABLE)
                .pool(12, 1)
                .build();
    }

    DatabaseConfig config() {
        return config;
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Removes all rows but the settings. */
    void clear() throws SQLException {
        execute("TRUNCATE repositories, manifests, manifest_references, tags, blobs, blob_links, blob_holders,"
                + " uploads, storage_deletions, deletion_holds, events, event_lanes, import_sources, import_items,"
                + " import_runs, import_findings, tag_changes, deleted_tags, deleted_manifests, repository_sizes,"
                + " namespace_sizes,"
                + " counted_manifests, counted_layers, rename_leases, usage, usage_days, usage_nodes");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of all rows. */
    List<String> query(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static final class Shared {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(
                                TestCache.folder("postgresql").toFile())
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
