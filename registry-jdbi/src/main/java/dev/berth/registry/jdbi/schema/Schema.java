package dev.berth.registry.jdbi.schema;

import dev.berth.registry.jdbi.sql.Connections;
import dev.berth.registry.jdbi.sql.Partitions;
import dev.berth.registry.jdbi.sql.SqlFailure;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of the schema of a database: a few cheap queries at the start. */
public final class Schema {
    /** Names of our own, for the program that embeds us may use Liquibase, too. */
    static final String CHANGES = "berth_changes";

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
    private static final int OLDEST_SERVER = 150000;

    private Schema() {}

    /** Reads the number of partitions; refuses a server or a schema that this version does not support. */
    public static Partitions check(Connections connections) throws StoreException {
        String what = "check the schema";
        try {
            Connection connection = connections.take();
            try {
                return checked(connection);
            } catch (SQLException e) {
                throw SqlFailure.whenReading(what, e);
            } finally {
                connections.giveBack(connection);
            }
        } catch (SQLException e) {
            throw SqlFailure.whenConnecting(what, e);
        }
    }

    private static Partitions checked(Connection connection) throws SQLException, StoreException {
        requireServer(connection);
        requireChanges(connection);
        return partitions(connection);
    }

    static void requireServer(Connection connection) throws SQLException, StoreException {
        int version = Integer.parseInt(text(connection, "SHOW server_version_num"));
        if (version < OLDEST_SERVER) {
            throw refusal(
                    "PostgreSQL " + text(connection, "SHOW server_version") + " is too old: 15 or newer is needed");
        }
    }

    /** Changes this version does not know are a newer one's, and were made so that this one can work with them. */
    private static void requireChanges(Connection connection) throws SQLException, StoreException {
        List<String> missing = new ArrayList<>(Changelog.PRE_DEPLOYMENT.ids());
        Set<String> applied = applied(connection).keySet();
        missing.removeAll(applied);
        if (!missing.isEmpty()) {
            throw refusal("the database lacks the changes " + String.join(", ", missing)
                    + ": run `registry database migrate up`");
        }
        tellNewer(applied);
    }

    private static void tellNewer(Set<String> applied) {
        List<String> newer = new ArrayList<>(applied);
        newer.removeAll(Changelog.PRE_DEPLOYMENT.ids());
        newer.removeAll(Changelog.POST_DEPLOYMENT.ids());
        if (!newer.isEmpty()) {
            LOG.warn(
                    "the schema is newer than this version: it has changes {}, which are compatible with this version",
                    String.join(", ", newer));
        }
    }

    /** The changes that were applied, in that order, and when. */
    public static Map<String, Instant> applied(Connection connection) throws SQLException {
        Map<String, Instant> applied = new LinkedHashMap<>();
        if (!exists(connection, CHANGES)) {
            return applied;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, dateexecuted FROM " + CHANGES + " WHERE author = 'berth' ORDER BY orderexecuted")) {
            while (rows.next()) {
                applied.put(
                        rows.getString(1),
                        rows.getTimestamp(2).toLocalDateTime().toInstant(ZoneOffset.UTC));
            }
        }
        return applied;
    }

    /** Refuses a schema with tables that are not Berth's, before anything is made in it. */
    static void requireOwn(Connection connection) throws SQLException, StoreException {
        if (exists(connection, CHANGES)) {
            return;
        }
        String tables = text(connection, """
            SELECT coalesce(string_agg(c.relname, ', ' ORDER BY c.relname), '')
            FROM pg_catalog.pg_class c
            WHERE c.relnamespace = to_regnamespace(current_schema()) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
            """);
        if (!tables.isEmpty()) {
            throw refusal("the schema " + text(connection, "SELECT current_schema()")
                    + " has tables of another program (" + tables + "): use another schema, or an empty database");
        }
    }

    static boolean isThere(Connection connection, String schema) throws SQLException {
        return !text(connection, "SELECT coalesce(to_regnamespace('" + schema + "')::text, '')")
                .isEmpty();
    }

    static Partitions partitions(Connection connection) throws SQLException {
        return new Partitions(Integer.parseInt(text(connection, "SELECT partitions FROM settings")));
    }

    static boolean exists(Connection connection, String table) throws SQLException {
        return text(connection, "SELECT CASE WHEN to_regclass('" + table + "') IS NULL THEN 'no' ELSE 'yes' END")
                .equals("yes");
    }

    static StoreException refusal(String message) {
        return new StoreException(Kind.PERMANENT, message, null);
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
