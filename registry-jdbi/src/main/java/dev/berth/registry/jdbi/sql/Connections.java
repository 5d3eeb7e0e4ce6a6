package dev.berth.registry.jdbi.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Where connections come from, which commit after each statement, and where they go back to. */
public interface Connections {

    /** A connection that is the caller's until it is given back. */
    Connection take() throws SQLException;

    /** Takes a connection back, in whatever state. */
    void giveBack(Connection connection) throws SQLException;

    /** Those of a host's data source, which decides how long to wait for one and which to keep. */
    static Connections of(DataSource dataSource) {
        return new Connections() {
            @Override
            public Connection take() throws SQLException {
                Connection connection = dataSource.getConnection();
                if (!connection.getAutoCommit()) {
                    connection.setAutoCommit(true);
                }
                return connection;
            }

            @Override
            public void giveBack(Connection connection) throws SQLException {
                connection.close();
            }
        };
    }
}
