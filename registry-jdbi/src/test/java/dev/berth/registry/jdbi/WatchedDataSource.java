package dev.berth.registry.jdbi;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Counts the messages to the database and the rows read there, and notes which of Berth's relations each statement
 * locks, before its transaction ends. For one thread.
 */
final class WatchedDataSource implements DataSource {
    private static final Set<String> SENDING =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit", "rollback");

    private final DataSource source;
    private int roundTrips;
    private int statements;
    private final Set<String> locked = new TreeSet<>();
    private long rowsReadSoFar;
    private long rowsReadBefore;

    WatchedDataSource(DataSource source) {
        this.source = source;
    }

    void forget() {
        roundTrips = 0;
        statements = 0;
        rowsReadBefore = rowsReadSoFar;
        locked.clear();
    }

    /** Statements, pipelines of statements, commits. */
    int roundTrips() {
        return roundTrips;
    }

    /** Statements, counting each of a pipeline. */
    int statements() {
        return statements;
    }

    /** Tables and indexes that were locked. */
    Set<String> locked() {
        return locked;
    }

    /** Rows of tables and entries of indexes that were read. */
    long rowsRead() {
        return rowsReadSoFar - rowsReadBefore;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return proxy(Connection.class, new Watching(source.getConnection()));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final class Watching implements InvocationHandler {
        private final Connection connection;
        private boolean autoCommit = true;

        Watching(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "getAutoCommit" -> {
                    return autoCommit;
                }
                case "setAutoCommit" -> autoCommit = (boolean) arguments[0];
                case "close" -> connection.setAutoCommit(true);
                case "commit", "rollback" -> roundTrips++;
                default -> {}
            }
            Object result = call(connection, method, arguments);
            if (result instanceof PreparedStatement statement) {
                String sql = (String) arguments[0];
                return proxy(
                        PreparedStatement.class, (ignored, called, values) -> send(statement, sql, called, values));
            }
            return result;
        }

        private Object send(Statement statement, String sql, Method method, Object[] arguments) throws Throwable {
            if (!SENDING.contains(method.getName())) {
                return call(statement, method, arguments);
            }
            roundTrips++;
            statements += (int) sql.strip().chars().filter(c -> c == ';').count() + 1;
            connection.setAutoCommit(false);
            Object result = call(statement, method, arguments);
            noteLocks();
            rowsReadSoFar = countRowsRead();
            if (autoCommit) {
                connection.commit();
            }
            return result;
        }

        /** Makes the server report its statistics at once, since its interval is longer than a test. */
        private long countRowsRead() throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("""
                        SELECT sum(pg_stat_get_xact_tuples_returned(oid)) FROM pg_class
                        WHERE relkind IN ('r', 'i') AND oid >= 16384
                        """)) {
                rows.next();
                return rows.getLong(1);
            }
        }

        private void noteLocks() throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("""
                        SELECT relation::regclass FROM pg_locks
                        WHERE pid = pg_backend_pid() AND locktype = 'relation' AND relation >= 16384
                        """)) {
                while (rows.next()) {
                    locked.add(rows.getString(1));
                }
            }
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
