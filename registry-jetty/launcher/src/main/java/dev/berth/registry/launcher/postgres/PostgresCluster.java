package dev.berth.registry.launcher.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of the database: {@code postgresql/VERSION} and {@code postgresql/password} in the data folder, made once.
 */
final class PostgresCluster {
    /** The superuser, and the only one. */
    static final String USER = "registry";

    static final String DATABASE = "registry";

    private static final int PASSWORD_BYTES = 24;

    private final Path directory;
    private final String password;

    private PostgresCluster(Path directory, String password) {
        this.directory = directory;
        this.password = password;
    }

    /** Opens the cluster of a major version, making it if need be: whole or not at all. */
    static PostgresCluster in(
            Path home, String major, PostgresBinaries binaries, PostgresUser user, Optional<PreparedPostgres> prepared)
            throws IOException {
        refuseOthers(home, major);
        Path directory = home.resolve(major);
        String password = password(home.resolve("password"));
        if (!Files.isDirectory(directory)) {
            Path fresh = home.resolve("initialising");
            PreparedPostgres.delete(fresh);
            make(fresh, password, binaries, user, prepared);
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresCluster(directory, password);
    }

    Path directory() {
        return directory;
    }

    /** The address of a server of it on this port. */
    PostgresAddress address(int port) {
        return new PostgresAddress(port, DATABASE, USER, password);
    }

    /** Creates the database in a running server, unless it exists. */
    void provideDatabase(int port) throws IOException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, USER, password);
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            throw new IOException("cannot create the database " + DATABASE + " in " + directory, e);
        }
    }

    /** Takes the password from the superuser: no login succeeds any more. */
    void forgetPassword(int port) throws IOException {
        PostgresAddress address = address(port);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE, address.user(), password);
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE " + USER + " PASSWORD NULL");
        } catch (SQLException e) {
            throw new IOException("cannot prepare the database in " + directory, e);
        }
    }

    private static void refuseOthers(Path home, String major) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            List<String> others = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+") && !name.equals(major))
                    .toList();
            if (!others.isEmpty() && !Files.isDirectory(home.resolve(major))) {
                throw new IOException("the data in " + home + " is of PostgreSQL " + others.get(0)
                        + ", and this is " + major
                        + ": use the registry release that created it, or migrate it with pg_upgrade to "
                        + home.resolve(major));
            }
        }
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Path fresh = file.resolveSibling("password.new");
            writeSecret(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static void make(
            Path fresh,
            String password,
            PostgresBinaries binaries,
            PostgresUser user,
            Optional<PreparedPostgres> prepared)
            throws IOException {
        Files.createDirectory(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        user.own(fresh);
        if (prepared.isPresent()) {
            prepared.get().copy(fresh, password, binaries, user);
        } else {
            initialise(fresh, password, binaries, user);
        }
    }

    private static void initialise(Path fresh, String password, PostgresBinaries binaries, PostgresUser user)
            throws IOException {
        Path secret = fresh.resolveSibling("initial-password");
        writeSecret(secret, password);
        user.own(secret);
        Commands.Outcome outcome = Commands.run(fresh, user.as(initdb(binaries, user.current(fresh), secret)));
        Files.delete(secret);
        if (outcome.status() != 0) {
            throw new IOException("initdb failed in " + fresh + ": " + outcome.output());
        }
    }

    private static List<String> initdb(PostgresBinaries binaries, Path directory, Path secret) {
        return List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + directory,
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=../" + secret.getFileName(),
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums");
    }

    private static void writeSecret(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret);
    }
}
