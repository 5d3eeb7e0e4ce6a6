package dev.berth.registry.jdbi.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;

/**
 * Connections of a host whose own tables are in another schema (docs/decisions/0142). A taken connection looks for
 * tables in the schema of the registry only; a returned one looks where it did before. That costs a statement each
 * time, and nothing with connections of a host that look there by themselves. Safe for use by any number of threads.
 */
public final class SchemaConnections implements Connections {
    private final Connections host;
    private final String schema;

    /** The search path of each connection of PostgreSQL as the host has it. */
    private final Map<Object, String> paths = Collections.synchronizedMap(new WeakHashMap<>());

    private SchemaConnections(Connections host, String schema) {
        this.host = host;
        this.schema = schema;
    }

    /**
     * Connections of a data source, for tables in this schema.
     *
     * @throws IllegalArgumentException unless the name is one that needs no quotes
     */
    public static SchemaConnections of(DataSource dataSource, String schema) {
        return new SchemaConnections(Connections.of(dataSource), SchemaName.require(schema));
    }

    @Override
    public Connection take() throws SQLException {
        Connection connection = host.take();
        boolean isReady = false;
        try {
            if (!isOwn(path(connection))) {
                setPath(connection, schema);
            }
            isReady = true;
            return connection;
        } finally {
            if (!isReady) {
                host.giveBack(connection);
            }
        }
    }

    /** A connection that cannot be given its path back is closed for good. */
    @Override
    public void giveBack(Connection connection) throws SQLException {
        boolean isRestored = false;
        try {
            if (!connection.isClosed()) {
                restore(connection);
            }
            isRestored = true;
        } finally {
            if (!isRestored) {
                connection.abort(Runnable::run);
            }
            host.giveBack(connection);
        }
    }

    private void restore(Connection connection) throws SQLException {
        String path = path(connection);
        if (!isOwn(path)) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            setPath(connection, path);
        }
    }

    private boolean isOwn(String path) {
        String first = path.split(",", 2)[0].strip();
        return first.equals(schema) || first.equals('"' + schema + '"');
    }

    private String path(Connection connection) throws SQLException {
        Object key = physical(connection);
        String known = paths.get(key);
        if (known != null) {
            return known;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW search_path")) {
            row.next();
            String path = row.getString(1);
            paths.put(key, path);
            return path;
        }
    }

    /** The connection behind that of a pool, unless its driver comes from another class loader. */
    private static Object physical(Connection connection) throws SQLException {
        return connection.isWrapperFor(BaseConnection.class) ? connection.unwrap(BaseConnection.class) : connection;
    }

    /** A search path is a list of names in the form in which PostgreSQL shows it. */
    private static void setPath(Connection connection, String path) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = " + (path.isBlank() ? "''" : path));
        }
    }
}
