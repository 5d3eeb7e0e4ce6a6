package dev.berth.registry.jdbi.sql;

import dev.berth.registry.event.Origin;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.MDC;

/**
 * The names of sessions in {@code pg_stat_activity} and in the log of PostgreSQL ({@code application_name}, {@code %a}
 * of {@code log_line_prefix}).
 */
public enum SessionNames {
    /** As the connection was opened. */
    FIXED {
        @Override
        void show(Connection connection) {
            // It has its name.
        }
    },

    /** {@code registry REQUEST-ID} while a request uses the connection; one more statement where it changes. */
    REQUEST_IDS {
        @Override
        void show(Connection connection) throws SQLException {
            String id = MDC.get(Origin.REQUEST_ID);
            String name = id == null ? PROGRAM : PROGRAM + " " + id;
            connection.setClientInfo("ApplicationName", name.substring(0, Math.min(name.length(), LONGEST)));
        }
    };

    /** The name of the program among the clients of a server. */
    public static final String PROGRAM = "registry";

    /** PostgreSQL, NAMEDATALEN. */
    private static final int LONGEST = 63;

    /** Names the session of a connection, before its statements. */
    abstract void show(Connection connection) throws SQLException;
}
