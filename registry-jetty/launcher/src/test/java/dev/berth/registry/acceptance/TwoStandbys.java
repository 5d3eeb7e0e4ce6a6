package dev.berth.registry.acceptance;

import dev.berth.registry.jdbi.DatabaseConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A primary and two standbys that it does not wait for. */
final class TwoStandbys implements AutoCloseable {
    private static final int FIRST_TIME = 11;
    private static final int TIMES = 4;
    private static final double TICKS_A_SECOND = 100;

    private final Path primaryData;
    private final EmbeddedPostgres primary;
    private final List<EmbeddedPostgres> standbys;

    private TwoStandbys(Path primaryData, EmbeddedPostgres primary, List<EmbeddedPostgres> standbys) {
        this.primaryData = primaryData;
        this.primary = primary;
        this.standbys = standbys;
    }

    static TwoStandbys start(Path folder) throws IOException {
        Path primaryData = folder.resolve("primary");
        ReplicatedDatabase.server(primaryData).start().close();
        Path first = ReplicatedDatabase.copy(primaryData, folder.resolve("first"));
        Path second = ReplicatedDatabase.copy(primaryData, folder.resolve("second"));
        EmbeddedPostgres primary = ReplicatedDatabase.server(primaryData).start();
        List<EmbeddedPostgres> standbys = new ArrayList<>();
        standbys.add(ReplicatedDatabase.follow(primary, first, "first"));
        standbys.add(ReplicatedDatabase.follow(primary, second, "second"));
        return new TwoStandbys(primaryData, primary, standbys);
    }

    /** Writes go to the primary, or to the first standby when that was promoted. */
    DatabaseConfig.Builder config() {
        return DatabaseConfig.builder()
                .host(address(primary) + "," + address(standbys.get(0)))
                .database("postgres")
                .user(ReplicatedDatabase.USER)
                .password(ReplicatedDatabase.USER)
                .sslMode(DatabaseConfig.SslMode.DISABLE);
    }

    /** With reads by digest from both standbys. */
    DatabaseConfig withReplicas(Duration maxLag) {
        return config().replicas(address(standbys.get(0)) + "," + address(standbys.get(1)), maxLag)
                .build();
    }

    void pauseReplay() throws SQLException {
        for (EmbeddedPostgres standby : standbys) {
            ReplicatedDatabase.execute(standby, "SELECT pg_wal_replay_pause()");
        }
    }

    void resumeReplay() throws SQLException {
        for (EmbeddedPostgres standby : standbys) {
            ReplicatedDatabase.execute(standby, "SELECT pg_wal_replay_resume()");
        }
    }

    void stopSecond() throws IOException {
        standbys.get(1).close();
    }

    void killPrimary() throws IOException {
        postmaster().destroyForcibly();
    }

    void promoteFirst() throws SQLException {
        ReplicatedDatabase.execute(standbys.get(0), "SELECT pg_promote()");
    }

    /** The CPU seconds of the primary and of its processes, ended ones included. */
    double primarySeconds() throws IOException {
        double sum = ticks(postmaster());
        for (ProcessHandle child : postmaster().children().toList()) {
            sum += ticks(child);
        }
        return sum / TICKS_A_SECOND;
    }

    private ProcessHandle postmaster() throws IOException {
        String first = Files.readAllLines(primaryData.resolve("postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
    }

    private static double ticks(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double sum = 0;
        for (int field = FIRST_TIME; field < FIRST_TIME + TIMES; field++) {
            sum += Long.parseLong(fields[field]);
        }
        return sum;
    }

    private static String address(EmbeddedPostgres server) {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() throws IOException {
        for (EmbeddedPostgres standby : standbys) {
            standby.close();
        }
        try (primary) {
            Files.deleteIfExists(primaryData.resolve("postmaster.pid"));
        }
    }
}
