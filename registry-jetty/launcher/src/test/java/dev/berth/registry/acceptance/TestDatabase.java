package dev.berth.registry.acceptance;

import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.testing.TestCache;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database of a test's own, with the schema, in a PostgreSQL that all tests of the run share. */
record TestDatabase(String name) {
    private static final String USER = "postgres";
    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger NAMES = new AtomicInteger();

    static TestDatabase migrated(int partitions) throws Exception {
        TestDatabase database = empty();
        Migrations.over(database.source()).up(Migrations.Options.DEFAULT.withPartitions(partitions));
        return database;
    }

    /** A database without the schema. */
    static TestDatabase empty() throws SQLException {
        TestDatabase database = new TestDatabase("acceptance" + NAMES.incrementAndGet());
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database.name());
            statement.execute("ALTER DATABASE " + database.name() + " SET search_path = registry");
        }
        return database;
    }

    /** The variables by which a program uses it. */
    Map<String, String> environment() {
        return Map.of(
                "REGISTRY_DATABASE_ENABLED",
                "true",
                "REGISTRY_DATABASE_PORT",
                Integer.toString(port()),
                "REGISTRY_DATABASE_USER",
                user(),
                "REGISTRY_DATABASE_PASSWORD",
                password(),
                "REGISTRY_DATABASE_DBNAME",
                name,
                "REGISTRY_DATABASE_SSLMODE",
                "disable");
    }

    DatabaseConfig config() {
        return DatabaseConfig.builder()
                .host("127.0.0.1")
                .port(port())
                .database(name)
                .user(USER)
                .password(password())
                .sslMode(DatabaseConfig.SslMode.DISABLE)
                .build();
    }

    DataSource source() {
        return SERVER.getDatabase(USER, name);
    }

    int port() {
        return SERVER.getPort();
    }

    String user() {
        return USER;
    }

    /** Any password, which the server accepts. */
    String password() {
        return USER;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(TestCache.folder("postgresql").toFile())
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
