package dev.berth.registry.jdbi.sql;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the statements of an operation and classifies their failures. {@code name} is that of the query in metrics, one
 * of a fixed set; {@code what} completes the sentence "cannot ...".
 */
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ATTEMPTS = 5;

    private final Connections connections;
    private final Jdbi jdbi;
    private final Clock clock;
    private final Partitions partitions;
    private final QueryListener listener;

    public Database(Connections connections, Clock clock, Partitions partitions, QueryListener listener) {
        this.connections = connections;
        this.jdbi = Jdbi.create(new Taken());
        jdbi.configure(StatementExceptions.class, texts -> texts.setMessageRendering(MessageRendering.NONE));
        this.clock = clock;
        this.partitions = partitions;
        this.listener = listener;
    }

    /** Statements on a connection that commits after each of them, or after each pipeline. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Statements that run seldom, on such a connection. */
    public interface SeldomWork<T> {
        T on(Handle handle) throws SQLException;
    }

    /** Statements sent to the partition of a repository. */
    public interface HomeWork<T> {
        PartitionResult<T> on(Connection connection, int bucket) throws SQLException;
    }

    private interface Failure {
        StoreException of(String what, Exception cause);
    }

    /** Now, as exactly as the database can tell. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public Partitions partitions() {
        return partitions;
    }

    public <T> T read(String name, Supplier<String> what, Work<T> work) throws StoreException {
        return run(name, what, work, SqlFailure::whenReading);
    }

    public <T> T write(String name, Supplier<String> what, Work<T> work) throws StoreException {
        return run(name, what, work, SqlFailure::whenWriting);
    }

    /** Through Jdbi, whose handle costs as much as some hot statements do (docs/decisions/0014). */
    public <T> T readSeldom(String name, Supplier<String> what, SeldomWork<T> work) throws StoreException {
        return runSeldom(name, what, work, SqlFailure::whenReading);
    }

    /** Through Jdbi, like {@link #readSeldom}. */
    public <T> T writeSeldom(String name, Supplier<String> what, SeldomWork<T> work) throws StoreException {
        return runSeldom(name, what, work, SqlFailure::whenWriting);
    }

    public <T> T readIn(String name, RepositoryName repository, Supplier<String> what, HomeWork<T> work)
            throws StoreException {
        return read(
                name, what, connection -> locate(repository, connection, work).value());
    }

    public <T> T writeIn(String name, RepositoryName repository, Supplier<String> what, HomeWork<T> work)
            throws StoreException {
        return write(
                name, what, connection -> locate(repository, connection, work).value());
    }

    /**
     * Like {@link #writeIn}; when there is no such repository, makes it and tries again in one transaction.
     *
     * @param done whether the answer shows that the repository has got something; if not, it is not made
     */
    public <T> T writeInNew(
            String name, RepositoryName repository, Supplier<String> what, HomeWork<T> work, Predicate<T> done)
            throws StoreException {
        return write(name, what, connection -> {
            PartitionResult<T> first = locate(repository, connection, work);
            if (first.home().isPresent()) {
                return first.value();
            }
            return Transactions.allOrNothing(
                    connection,
                    () -> {
                        create(repository, connection);
                        return locate(repository, connection, work).value();
                    },
                    done);
        });
    }

    /** The advisory lock that renames of repositories hold alone, and the creation of repositories together. */
    public static final long RENAMES = 0x626572746872L;

    /** Before a statement that creates a repository, which then sees what the lock waited for. */
    public static final String CREATION = "SELECT 1 FROM pg_advisory_xact_lock_shared(" + RENAMES + ");\n";

    /** Names at which no repository is created, for one was just renamed there; it has {@code :now} and $1, a path. */
    public static final String QUIET = """
        SELECT FROM rename_leases l
        WHERE l.done AND l.until > :now AND starts_with($1 || '/', l.source || '/')\
        """;

    private static final Sql CREATE = Sql.of(CREATION + """
        WITH quiet AS (
            {quiet} LIMIT 1
        ), made AS (
            INSERT INTO repositories (path, bucket, created)
            SELECT :path, :bucket, :now WHERE NOT EXISTS (SELECT FROM quiet) ON CONFLICT (path) DO NOTHING
        )
        SELECT EXISTS (SELECT FROM quiet)
        """.replace("{quiet}", QUIET.replace("$1", ":path")));

    private void create(RepositoryName repository, Connection connection) throws SQLException {
        boolean isQuiet = CREATE.on(connection)
                .bind("path", repository)
                .bind("bucket", partitions.chosen(repository))
                .bind("now", now())
                .one(row -> row.getBoolean(1));
        if (isQuiet) {
            throw renamed();
        }
    }

    /** The failure of a creation at a name that is quiet. */
    public static SQLException renamed() {
        return new SQLException("a repository was just renamed there", SqlFailure.OBJECT_IN_USE);
    }

    private <T> PartitionResult<T> locate(RepositoryName repository, Connection connection, HomeWork<T> work)
            throws SQLException {
        int guess = partitions.guess(repository);
        PartitionResult<T> answer = work.on(connection, guess);
        if (answer.home().isEmpty() || answer.isIn(guess)) {
            return answer;
        }
        int home = answer.home().getAsInt();
        partitions.learn(repository, home);
        return work.on(connection, home);
    }

    private <T> T run(String name, Supplier<String> what, Work<T> work, Failure failure) throws StoreException {
        Connection connection = connect(what);
        try {
            return observed(name, what, failure, () -> within(name, connection, () -> work.on(connection)));
        } finally {
            giveBack(connection);
        }
    }

    private <T> T runSeldom(String name, Supplier<String> what, SeldomWork<T> work, Failure failure)
            throws StoreException {
        try (Handle handle = open(what)) {
            return observed(name, what, failure, () -> within(name, handle.getConnection(), () -> work.on(handle)));
        }
    }

    private <T> T observed(String name, Supplier<String> what, Failure failure, Transactions.Step<T> work)
            throws StoreException {
        long begin = System.nanoTime();
        try {
            T result = work.run();
            listener.ended(name, since(begin), Optional.empty());
            return result;
        } catch (SQLException | JdbiException e) {
            StoreException classified = failure.of(what.get(), e);
            listener.ended(name, since(begin), Optional.of(classified.kind()));
            throw classified;
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /**
     * Within the deadline. A connection that broke, or leads to a server that takes no writes any more, is not kept.
     */
    private <T> T within(String name, Connection connection, Transactions.Step<T> work) throws SQLException {
        try (Bounds bounds = Bounds.on(connection)) {
            return untilUndisturbed(name, () -> {
                bounds.tighten();
                return work.run();
            });
        } catch (SQLException | JdbiException e) {
            if (SqlFailure.breaksConnection(e)) {
                connection.abort(Runnable::run);
            }
            throw e;
        }
    }

    private <T> T untilUndisturbed(String name, Transactions.Step<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run();
            } catch (SQLException | JdbiException e) {
                if (attempt == ATTEMPTS || !SqlFailure.isConflict(e)) {
                    throw e;
                }
                listener.repeated(name);
            }
        }
    }

    /** A connection for the caller, who closes it. */
    public Connection hold(Supplier<String> what) throws StoreException {
        return connect(what);
    }

    private Connection connect(Supplier<String> what) throws StoreException {
        try {
            return take();
        } catch (SQLException e) {
            throw SqlFailure.whenConnecting(what.get(), e);
        }
    }

    private Connection take() throws SQLException {
        long begin = System.nanoTime();
        Connection connection = connections.take();
        listener.connected(since(begin));
        return connection;
    }

    private Handle open(Supplier<String> what) throws StoreException {
        try {
            return jdbi.open();
        } catch (JdbiException e) {
            throw SqlFailure.whenConnecting(what.get(), e);
        }
    }

    /** The completed work on it is committed, with or without the connection. */
    private void giveBack(Connection connection) {
        try {
            connections.giveBack(connection);
        } catch (SQLException e) {
            LOG.debug("cannot return a connection to the pool", e);
        }
    }

    /** Connections in the form that Jdbi expects. */
    private final class Taken implements ConnectionFactory {
        @Override
        public Connection openConnection() throws SQLException {
            return take();
        }

        @Override
        public void closeConnection(Connection connection) {
            giveBack(connection);
        }
    }
}
