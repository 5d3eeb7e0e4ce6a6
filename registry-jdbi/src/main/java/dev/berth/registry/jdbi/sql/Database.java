package dev.berth.registry.jdbi.sql;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/**
 * Runs the statements of an operation through Jdbi and classifies their failures. {@code name} is that of the query in
 * metrics, one of a fixed set; {@code what} completes the sentence "cannot ...". A handle commits after each statement,
 * unless the operation opens a transaction; after a conflict the whole operation runs again.
 */
public final class Database {
    private final Sessions sessions;
    private final Jdbi jdbi;
    private final Clock clock;
    private final Partitions partitions;
    private final DirectDatabase direct;

    public Database(
            Connections connections, Clock clock, Partitions partitions, QueryListener listener, SessionNames names) {
        this.sessions = new Sessions(connections, listener, names);
        this.jdbi = Jdbi.create(new Taken()).installPlugin(new RegistryTypes());
        jdbi.configure(StatementExceptions.class, texts -> texts.setMessageRendering(MessageRendering.NONE));
        jdbi.configure(SqlStatements.class, statements -> statements.addCustomizer(new SocketDeadline.EachStatement()));
        this.clock = clock;
        this.partitions = partitions;
        this.direct = new DirectDatabase(sessions, this);
    }

    /** The statements of an operation. */
    public interface Work<T> {
        T on(Handle handle) throws SQLException;
    }

    /** Statements sent to the partition of a repository. */
    public interface HomeWork<T> {
        PartitionResult<T> on(Handle handle, int bucket) throws SQLException;
    }

    /** Now, as exactly as the database can tell. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public Partitions partitions() {
        return partitions;
    }

    /** For the hot statements, which do without Jdbi. */
    public DirectDatabase direct() {
        return direct;
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
        return read(name, what, handle -> locate(repository, handle, work));
    }

    public <T> T writeIn(String name, RepositoryName repository, Supplier<String> what, HomeWork<T> work)
            throws StoreException {
        return write(name, what, handle -> locate(repository, handle, work));
    }

    private <T> T locate(RepositoryName repository, Handle handle, HomeWork<T> work) throws SQLException {
        return partitions.locate(repository, bucket -> work.on(handle, bucket)).value();
    }

    private <T> T run(String name, Supplier<String> what, Work<T> work, Sessions.Failure failure)
            throws StoreException {
        try (Handle handle = open(what)) {
            return sessions.run(name, what, handle.getConnection(), failure, () -> work.on(handle));
        }
    }

    private Handle open(Supplier<String> what) throws StoreException {
        try {
            return jdbi.open();
        } catch (JdbiException e) {
            throw SqlFailure.whenConnecting(what.get(), e);
        }
    }

    /** Connections in the form that Jdbi expects. */
    private final class Taken implements ConnectionFactory {
        @Override
        public Connection openConnection() throws SQLException {
            return sessions.take();
        }

        @Override
        public void closeConnection(Connection connection) {
            sessions.giveBack(connection);
        }
    }
}
