package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.SqlFailure;
import dev.berth.registry.spi.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of the one import that runs. It is held by a connection, so that it ends with a process that was killed.
 * Imports that nevertheless ran at once, behind a pooler that shares connections, would repeat each other's work and
 * spoil nothing.
 */
final class ImportLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImportLock.class);
    static final long NUMBER = 0x6265727468696dL;

    private final Connection connection;

    private ImportLock(Connection connection) {
        this.connection = connection;
    }

    /** The lock, unless it is taken. */
    static Optional<ImportLock> take(Database database) throws StoreException {
        Connection connection = database.direct().hold(() -> "lock the import");
        try {
            if (ask(connection, "SELECT pg_try_advisory_lock(?)")) {
                return Optional.of(new ImportLock(connection));
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            closeQuietly(connection);
            throw SqlFailure.whenReading("lock the import", e);
        }
    }

    @Override
    public void close() {
        try {
            ask(connection, "SELECT pg_advisory_unlock(?)");
        } catch (SQLException e) {
            LOG.debug("the lock of the import ends with its connection", e);
        } finally {
            closeQuietly(connection);
        }
    }

    private static boolean ask(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, NUMBER);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection did not close in order", e);
        }
    }
}
