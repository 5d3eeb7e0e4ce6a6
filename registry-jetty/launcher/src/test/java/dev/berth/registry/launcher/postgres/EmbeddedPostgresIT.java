package dev.berth.registry.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    private static final String VERSION = System.getProperty("berth.postgresql.version", "18.6.0");

    @TempDir
    Path data;

    @Test
    void keepsWhatWasCommittedOverRestarts() throws Exception {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(data, VERSION)) {
            execute(first, "CREATE TABLE kept (id int)");
        }
        try (EmbeddedPostgres second = EmbeddedPostgres.start(data, VERSION)) {
            execute(second, "INSERT INTO kept VALUES (1)");
        }
    }

    @Test
    void isDurableAndWantsAPassword() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, VERSION)) {
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "SHOW data_checksums")).isEqualTo("on");
            assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(
                            url(server), server.address().user(), "guess"))
                    .matches(e -> e.getSQLState().equals("28P01"));
            assertThat(Files.getPosixFilePermissions(data.resolve("postgresql/password")))
                    .hasSize(2);
        }
    }

    @Test
    void endsWithItsLauncherAndRecovers() throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartingProgram.class.getName(),
                        data.toString(),
                        VERSION)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        program.environment().put("REGISTRY_DATABASE_PASSWORD", "hunter2");
        Process launcher = program.start();
        assertThat(launcher.inputReader().lines().takeWhile(line -> !line.equals("started")))
                .noneMatch(line -> line.startsWith("Exception"));
        assertThat(launcher.isAlive()).isTrue();
        Optional<ProcessHandle> server = ProcessHandle.of(serverId());
        assertThat(session(serverId())).isNotEqualTo(session(launcher.pid()));
        assertThat(environment(serverId())).contains("PATH=").doesNotContain("hunter2", "REGISTRY_");
        launcher.toHandle().destroyForcibly();
        // The next start need not wait for the first server to notice.
        try (EmbeddedPostgres second = EmbeddedPostgres.start(data, VERSION)) {
            server.ifPresent(
                    handle -> handle.onExit().orTimeout(10, TimeUnit.SECONDS).join());
            assertThat(query(second, "SELECT count(*) FROM kept")).isEqualTo("1");
        }
    }

    /** The out-of-memory killer may end it: it recovers at the same address, without a restart of the registry. */
    @Test
    @FullBuild
    void isStartedAgainWhenItIsKilled() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(data, VERSION);
        long restarted;
        try (server) {
            execute(server, "CREATE TABLE kept (id int)");
            long killed = serverId();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> query(server, "SELECT count(*) FROM kept").equals("0"));
            restarted = serverId();
            assertThat(restarted).isNotEqualTo(killed);
        }
        assertThat(ProcessHandle.of(restarted)).isEmpty();
        assertThat(data.resolve("postgresql/18/postmaster.pid")).doesNotExist();
    }

    @Test
    @FullBuild
    void endsAlthoughItHangs() throws Exception {
        long hung;
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, VERSION)) {
            execute(server, "CREATE TABLE kept (id int)");
            hung = serverId();
            Commands.signal("STOP", hung);
        }
        assertThat(ProcessHandle.of(hung)).isEmpty();
        try (EmbeddedPostgres second = EmbeddedPostgres.start(data, VERSION)) {
            assertThat(query(second, "SELECT count(*) FROM kept")).isEqualTo("0");
        }
    }

    @Test
    @FullBuild
    void startsAfterAKillInSpiteOfAProcessIdThatWasReused() throws Exception {
        EmbeddedPostgres.start(data, VERSION).close();
        Files.writeString(
                data.resolve("postgresql/18/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");
        EmbeddedPostgres.start(data, VERSION).close();
    }

    @Test
    void refusesTheDataOfAnotherVersion() throws Exception {
        Files.createDirectories(data.resolve("postgresql/17"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(data, VERSION))
                .withMessageContaining("is of PostgreSQL 17, and this is 18");
    }

    static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The boundary of signals of a terminal: process group and session. */
    private static String session(long process) throws IOException, InterruptedException {
        Process ps = new ProcessBuilder("ps", "-o", "pgid=,sess=", "-p", Long.toString(process)).start();
        String ids = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertThat(ps.waitFor()).isZero();
        return ids;
    }

    private static String environment(long process) throws IOException {
        Path file = Path.of("/proc/" + process + "/environ");
        return Files.exists(file) ? Files.readString(file) : "PATH=unknown on this system";
    }

    private long serverId() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postgresql/18/postmaster.pid")).get(0));
    }

    static String query(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(
                url(server), server.address().user(), server.address().password());
    }

    static String url(EmbeddedPostgres server) {
        return "jdbc:postgresql://127.0.0.1:" + server.address().port() + "/postgres";
    }
}
