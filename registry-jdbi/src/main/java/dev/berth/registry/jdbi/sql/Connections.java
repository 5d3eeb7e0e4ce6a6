package dev.berth.registry.jdbi.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The source of connections, which commit after each statement, and the place of their return. */
public interface Connections {

    /** A connection that is the caller's until it is given back. */
    Connection take() throws SQLException;

    /** Takes a connection back, in any state. */
    void giveBack(Connection connection) throws SQLException;

    /** The connections of the data source of a host, which determines the wait for a connection and its lifetime. */
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
