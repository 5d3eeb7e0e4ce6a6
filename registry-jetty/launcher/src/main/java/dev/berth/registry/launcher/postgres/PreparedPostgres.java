package dev.berth.registry.launcher.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The unpacked programs of a version and a cluster with the schema, in a folder of the installation: a data folder gets
 * a copy of the cluster instead of one of its own making (docs/decisions/0521). The cluster contains no data and no
 * password, so that no login to it succeeds, and its files may be read by all.
 */
final class PreparedPostgres {
    private static final String CLUSTER = "cluster";
    private static final String PROGRAMS = "programs";

    private final Path directory;

    private PreparedPostgres(Path directory) {
        this.directory = directory;
    }

    /** The one of a version and this system in a folder of prepared files; empty when there is none. */
    static Optional<PreparedPostgres> find(Path prepared, String version) {
        Path directory = directory(prepared, version);
        return Files.isDirectory(directory) ? Optional.of(new PreparedPostgres(directory)) : Optional.empty();
    }

    private static Path directory(Path prepared, String version) {
        String system = System.getProperty("os.name") + "-" + System.getProperty("os.arch");
        return prepared.resolve(
                "postgresql-" + version + "-" + system.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", ""));
    }

    /** Its programs, if the user of PostgreSQL can run them. */
    Optional<PostgresBinaries> programs(PostgresUser user) throws IOException {
        Path programs = directory.resolve(PROGRAMS);
        return user.reaches(programs) ? Optional.of(PostgresBinaries.in(programs)) : Optional.empty();
    }

    /** Copies the cluster into an empty directory of the user, and gives it a password. All of it is on disk then. */
    void copy(Path fresh, String password, PostgresBinaries binaries, PostgresUser user) throws IOException {
        Path cluster = directory.resolve(CLUSTER);
        try (Stream<Path> files = Files.walk(cluster)) {
            for (Path file : files.skip(1).toList()) {
                Path copy = fresh.resolve(cluster.relativize(file));
                boolean isDirectory = Files.isDirectory(file);
                Files.copy(file, copy);
                Files.setPosixFilePermissions(
                        copy, PosixFilePermissions.fromString(isDirectory ? "rwx------" : "rw-------"));
                user.own(copy);
            }
        }
        String here = user.current(fresh).toString();
        require(
                fresh,
                user.as(List.of(
                        binaries.program("postgres").toString(),
                        "--single",
                        "-D",
                        here,
                        "-c",
                        "fsync=off",
                        "postgres")),
                "ALTER ROLE " + PostgresCluster.USER + " PASSWORD '" + password + "'\n");
        require(fresh, user.as(List.of(binaries.program("initdb").toString(), "--sync-only", "-D", here)), "");
    }

    private static void require(Path directory, List<String> command, String input) throws IOException {
        Commands.Outcome outcome = Commands.run(directory, command, input);
        boolean isFailed =
                outcome.output().contains("ERROR:") || outcome.output().contains("FATAL:");
        if (outcome.status() != 0 || isFailed) {
            throw new IOException("the prepared database cannot be copied to " + directory + ": " + outcome.output());
        }
    }

    /** Keeps the files of a cluster that was shut down, and of its programs, as the prepared ones: all or none. */
    static void make(Path prepared, String version, Path cluster, PostgresBinaries binaries) throws IOException {
        Path directory = directory(prepared, version);
        Path fresh = directory.resolveSibling(directory.getFileName() + ".new");
        delete(fresh);
        delete(directory);
        copyTree(binaries.directory(), fresh.resolve(PROGRAMS));
        copyTree(cluster, fresh.resolve(CLUSTER));
        Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void copyTree(Path source, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file));
                Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS);
                if (!Files.isSymbolicLink(copy)) {
                    boolean isRun = Files.isDirectory(copy) || Files.isExecutable(file);
                    Files.setPosixFilePermissions(
                            copy, PosixFilePermissions.fromString(isRun ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
