package dev.berth.registry.jdbi.sql;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Runs the hot statements, for which Jdbi's handle and parameters would cost as much as the rest
 * (docs/decisions/0014); otherwise like {@link Database}.
 */
public final class DirectDatabase {
    private final Sessions sessions;
    private final Database database;

    DirectDatabase(Sessions sessions, Database database) {
        this.sessions = sessions;
        this.database = database;
    }

    /** Statements on a connection that commits after each of them, or after each pipeline. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Statements sent to the partition of a repository. */
    public interface HomeWork<T> {
        PartitionResult<T> on(Connection connection, int bucket) throws SQLException;
    }

    /** A read that meets a broken connection is sent again, once, on another one. */
    public <T> T read(String name, Supplier<String> what, Work<T> work) throws StoreException {
        return Sessions.onAnotherIfBroken(() -> run(name, what, work, SqlFailure::whenReading));
    }

    public <T> T write(String name, Supplier<String> what, Work<T> work) throws StoreException {
        return run(name, what, work, SqlFailure::whenWriting);
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

    /** A connection for the caller, who closes it. */
    public Connection hold(Supplier<String> what) throws StoreException {
        return sessions.connect(what);
    }

    /** The advisory lock that renames of repositories hold alone, and the creation of repositories together. */
    public static final long RENAMES = 0x626572746872L;

    /** Before a statement that creates a repository, which then sees what the lock waited for. */
    public static final String CREATION = "SELECT 1 FROM pg_advisory_xact_lock_shared(" + RENAMES + ");\n";

    /** Names at which no repository is created, for one was just renamed there; {@code {path}} is such a name. */
    public static final String QUIET = """
        SELECT FROM rename_leases l
        WHERE l.done AND l.until > :now AND starts_with({path} || '/', l.source || '/')\
        """;

    private static final Sql CREATE =
            Sql.of(Template.of(CREATION + """
                WITH quiet AS (
                    {quiet} LIMIT 1
                ), made AS (
                    INSERT INTO repositories (path, bucket, created)
                    SELECT :path, :bucket, :now WHERE NOT EXISTS (SELECT FROM quiet) ON CONFLICT (path) DO NOTHING
                )
                SELECT EXISTS (SELECT FROM quiet)
                """).with("quiet", QUIET).with("path", ":path"));

    private void create(RepositoryName repository, Connection connection) throws SQLException {
        boolean isQuiet = CREATE.on(connection)
                .bind("path", repository)
                .bind("bucket", database.partitions().chosen(repository))
                .bind("now", database.now())
                .one(row -> row.getBoolean(1));
        if (isQuiet) {
            throw renamed();
        }
    }

    /** The failure of a creation at a name that is quiet. */
    public static SQLException renamed() {
        return new SQLException("a repository was just renamed there", SqlFailure.RENAMED);
    }

    private <T> PartitionResult<T> locate(RepositoryName repository, Connection connection, HomeWork<T> work)
            throws SQLException {
        return database.partitions().locate(repository, bucket -> work.on(connection, bucket));
    }

    private <T> T run(String name, Supplier<String> what, Work<T> work, Sessions.Failure failure)
            throws StoreException {
        Connection connection = sessions.connect(what);
        try {
            return sessions.run(name, what, connection, failure, () -> work.on(connection));
        } finally {
            sessions.giveBack(connection);
        }
    }
}
