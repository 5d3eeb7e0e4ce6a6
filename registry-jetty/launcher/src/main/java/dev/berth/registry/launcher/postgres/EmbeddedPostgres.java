package dev.berth.registry.launcher.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server with its data in a folder, on the loopback address only, with a password, and with durable
 * commits. It is started again, on the same port, when it ends by itself. Its owner has exclusive use of the folder.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    /** The place of the programs when PostgreSQL's user cannot enter the data folder. */
    private static final Path SHARED = Path.of("/var/cache/berth");

    private final SupervisedPostgres process;
    private final PostgresCluster cluster;
    private final PostgresBinaries binaries;
    private final PostgresAddress address;

    private EmbeddedPostgres(
            SupervisedPostgres process, PostgresCluster cluster, PostgresBinaries binaries, PostgresAddress address) {
        this.process = process;
        this.cluster = cluster;
        this.binaries = binaries;
        this.address = address;
    }

    /**
     * Starts the server, with all that has to come before it the first time: about two seconds then, a fifth of a
     * second later.
     *
     * @param data the data folder
     * @param version of PostgreSQL, 18.6.0 for example
     */
    public static EmbeddedPostgres start(Path data, String version) throws IOException {
        return start(data, version, Optional.empty());
    }

    /**
     * The same with a folder of prepared files, of an installation for example: what it has of this version need not be
     * made the first time.
     */
    public static EmbeddedPostgres start(Path data, String version, Optional<Path> preparedFiles) throws IOException {
        Path home = home(data);
        PostgresUser user = PostgresUser.choose();
        Optional<PreparedPostgres> prepared = preparedFiles.flatMap(files -> PreparedPostgres.find(files, version));
        Optional<PostgresBinaries> unpacked =
                prepared.isPresent() ? prepared.get().programs(user) : Optional.empty();
        PostgresBinaries binaries =
                unpacked.isPresent() ? unpacked.get() : PostgresBinaries.in(programs(home, version, user));
        PostgresCluster cluster = PostgresCluster.in(home, major(version), binaries, user, prepared);
        PostgresProcess.endOrphan(cluster.directory());
        int port = freePort();
        List<String> command = user.as(PostgresConfig.command(binaries, user.current(cluster.directory()), port));
        SupervisedPostgres process =
                SupervisedPostgres.start(() -> PostgresProcess.start(cluster.directory(), command));
        EmbeddedPostgres server = new EmbeddedPostgres(process, cluster, binaries, cluster.address(port));
        try {
            cluster.provideDatabase(port);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        LOG.info("embedded PostgreSQL {} started on port {}, data in {}", version, port, cluster.directory());
        return server;
    }

    /** The address of the server that another process has started here; empty while it accepts no connections. */
    public static Optional<PostgresAddress> startedByAnother(Path data, String version) throws IOException {
        Path home = data.toRealPath().resolve("postgresql");
        return PostgresAddress.written(home.resolve(major(version)), home.resolve("password"));
    }

    /** Its address. */
    public PostgresAddress address() {
        return address;
    }

    /**
     * Stops the server for good and keeps a copy of its files in a folder of prepared ones, without its password.
     *
     * @param version of PostgreSQL, as at its start
     */
    public void closeAsPrepared(Path preparedFiles, String version) throws IOException {
        cluster.forgetPassword(address.port());
        close();
        PreparedPostgres.make(preparedFiles, version, cluster.directory(), binaries);
    }

    /** Stops the server, cutting the connections that are left. */
    @Override
    public void close() {
        if (process.stop()) {
            LOG.info("embedded PostgreSQL stopped");
        }
    }

    private static Path home(Path data) throws IOException {
        Path home = data.toRealPath().resolve("postgresql");
        Files.createDirectories(home);
        // PostgreSQL's user has to pass through, and no more.
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        return home;
    }

    private static Path programs(Path home, String version, PostgresUser user) throws IOException {
        return user.reaches(home) ? home.resolve("programs").resolve(version) : SHARED.resolve("postgresql-" + version);
    }

    private static String major(String version) {
        return List.of(version.split("\\.")).get(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
