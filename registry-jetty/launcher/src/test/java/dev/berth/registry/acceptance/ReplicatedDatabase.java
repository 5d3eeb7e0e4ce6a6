package dev.berth.registry.acceptance;

import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.testing.TestCache;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A primary and a synchronous standby, which follows it by streaming replication. */
final class ReplicatedDatabase implements AutoCloseable {
    static final String USER = "postgres";

    private final Path primaryData;
    private final EmbeddedPostgres primary;
    private final EmbeddedPostgres standby;

    private ReplicatedDatabase(Path primaryData, EmbeddedPostgres primary, EmbeddedPostgres standby) {
        this.primaryData = primaryData;
        this.primary = primary;
        this.standby = standby;
    }

    /** The standby begins as a copy of the files of the primary, which is stopped meanwhile. */
    static ReplicatedDatabase start(Path folder) throws Exception {
        Path primaryData = folder.resolve("primary");
        server(primaryData).start().close();
        Path standbyData = copy(primaryData, folder.resolve("standby"));
        EmbeddedPostgres primary = server(primaryData).start();
        EmbeddedPostgres standby = follow(primary, standbyData, "standby");
        ReplicatedDatabase database = new ReplicatedDatabase(primaryData, primary, standby);
        execute(primary, "ALTER SYSTEM SET synchronous_standby_names = 'standby'");
        execute(primary, "SELECT pg_reload_conf()");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(database::isSynchronous);
        return database;
    }

    /** Starts a copy of the files of a primary as its standby. */
    static EmbeddedPostgres follow(EmbeddedPostgres primary, Path data, String name) throws IOException {
        Files.createFile(data.resolve("standby.signal"));
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + primary.getPort() + " user=" + USER + " application_name="
                        + name + "'\n",
                StandardOpenOption.APPEND);
        return server(data).start();
    }

    static EmbeddedPostgres.Builder server(Path data) {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(TestCache.folder("postgresql").toFile())
                .setServerConfig("synchronous_commit", "on") // off by default where databases are for tests
                .setDataDirectory(data)
                .setCleanDataDirectory(false);
    }

    static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
        return to;
    }

    private boolean isSynchronous() throws SQLException {
        try (Connection connection = primary.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")) {
            row.next();
            return row.getInt(1) == 1;
        }
    }

    static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Both servers, the standby first. */
    DatabaseConfig config() {
        return DatabaseConfig.builder()
                .host("127.0.0.1:" + standby.getPort() + ",127.0.0.1:" + primary.getPort())
                .database("postgres")
                .user(USER)
                .password(USER)
                .sslMode(DatabaseConfig.SslMode.DISABLE)
                .build();
    }

    /** As by a power failure. */
    void killPrimary() throws IOException {
        String first = Files.readAllLines(primaryData.resolve("postmaster.pid")).get(0);
        ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow().destroyForcibly();
    }

    void promoteStandby() throws SQLException {
        execute(standby, "SELECT pg_promote()");
    }

    @Override
    public void close() throws IOException {
        try (primary;
                standby) {
            Files.deleteIfExists(primaryData.resolve("postmaster.pid"));
        }
    }
}
