package dev.berth.registry.launcher.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The address of an embedded server, on the loopback address.
 *
 * @param database the database to use, created at the first start
 * @param user a user with all permissions in it
 */
public record PostgresAddress(int port, String database, String user, String password) {
    /** The lines of postmaster.pid (PostgreSQL, src/include/utils/pidfile.h), counted from 0. */
    private static final int PORT_LINE = 3;

    private static final int STATUS_LINE = 7;

    /** That of the server another process has started on a cluster; empty while it takes no connections. */
    static Optional<PostgresAddress> written(Path directory, Path password) throws IOException {
        List<String> lines = lines(directory.resolve("postmaster.pid"));
        if (lines.size() <= STATUS_LINE || !lines.get(STATUS_LINE).strip().equals("ready")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(lines.get(PORT_LINE).strip());
        String secret = Files.readString(password).strip();
        return Optional.of(new PostgresAddress(port, PostgresCluster.DATABASE, PostgresCluster.USER, secret));
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    public String toString() {
        return "127.0.0.1:" + port + ", database " + database + ", user " + user;
    }
}
