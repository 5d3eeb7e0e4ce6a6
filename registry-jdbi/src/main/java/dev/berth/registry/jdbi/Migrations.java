package dev.berth.registry.jdbi;

import dev.berth.registry.jdbi.schema.Changelog;
import dev.berth.registry.jdbi.schema.MigrationRun;
import dev.berth.registry.jdbi.schema.Schema;
import dev.berth.registry.jdbi.sql.Connections;
import dev.berth.registry.jdbi.sql.Partitions;
import dev.berth.registry.jdbi.sql.SchemaConnections;
import dev.berth.registry.jdbi.sql.SqlFailure;
import dev.berth.registry.spi.StoreException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;

/**
 * Creates and migrates the schema. Concurrent runs, on any number of nodes, wait for each other; the next run continues
 * after one that was killed. Running nodes stay in service.
 *
 * <p>Connections need the right to create tables, and lead to the server itself or to a pooler that keeps a session
 * together.
 */
public final class Migrations {
    private final Connections connections;
    private final Optional<String> schema;

    private Migrations(Connections connections, Optional<String> schema) {
        this.connections = connections;
        this.schema = schema;
    }

    /** The changelog of a change. */
    public enum Phase {
        /** Applied before a new version is deployed. */
        PRE_DEPLOYMENT,
        /** Applied when no older version runs any more. */
        POST_DEPLOYMENT
    }

    /**
     * A change of the schema.
     *
     * @param id a name that begins with a number
     * @param applied the time of its application; empty while it is pending
     */
    public record Change(String id, Phase phase, Optional<Instant> applied) {

        /** Refuses null. */
        public Change {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(phase, "phase");
            Objects.requireNonNull(applied, "applied");
        }
    }

    /**
     * The options of a migration.
     *
     * @param partitions the number of partitions of a new schema, 1 to 64; an existing schema keeps its number
     * @param postDeployment whether the changes of that phase are meant, too
     * @param limit the greatest number of changes
     * @param dryRun a writer for the SQL, which is then not executed
     */
    public record Options(int partitions, boolean postDeployment, OptionalInt limit, Optional<Writer> dryRun) {
        /** Everything, for a schema that is not partitioned. */
        public static final Options DEFAULT = new Options(1, true, OptionalInt.empty(), Optional.empty());

        /** Refuses an invalid number of partitions or limit. */
        public Options {
            Objects.requireNonNull(dryRun, "dryRun");
            if (partitions < 1 || partitions > Partitions.MAX) {
                throw new IllegalArgumentException("not 1 to " + Partitions.MAX + " partitions: " + partitions);
            }
            if (limit.isPresent() && limit.getAsInt() < 1) {
                throw new IllegalArgumentException("limit is not positive: " + limit.getAsInt());
            }
        }

        /** The same with another number of partitions. */
        public Options withPartitions(int number) {
            return new Options(number, postDeployment, limit, dryRun);
        }

        /** The same without the changes that wait until no older version runs. */
        public Options withoutPostDeployment() {
            return new Options(partitions, false, limit, dryRun);
        }

        /** The same with a limit. */
        public Options withLimit(int number) {
            return new Options(partitions, postDeployment, OptionalInt.of(number), dryRun);
        }

        /** The same, but only writing SQL; the caller closes the writer. */
        public Options dryRun(Writer sql) {
            return new Options(partitions, postDeployment, limit, Optional.of(sql));
        }
    }

    /**
     * Migrations on connections of {@code dataSource}, which stays the caller's, of the tables in the schema {@link
     * JdbiMetadataStore#SCHEMA}.
     */
    public static Migrations over(DataSource dataSource) {
        return over(dataSource, JdbiMetadataStore.SCHEMA);
    }

    /**
     * Like {@link #over(DataSource)}, of the tables in another schema.
     *
     * @throws IllegalArgumentException unless the name consists of lower-case letters, digits and underscores
     */
    public static Migrations over(DataSource dataSource, String schema) {
        return new Migrations(SchemaConnections.of(dataSource, schema), Optional.of(schema));
    }

    /**
     * Migrations, each run on its own connection.
     *
     * @param config its statement timeout limits a change of a large table, too
     */
    public static Migrations open(DatabaseConfig config) {
        return new Migrations(new Connector(config), config.schema());
    }

    /**
     * Applies pending changes, those before the deployment first, and makes the schema if it is not there.
     *
     * @return the number of changes applied
     * @throws StoreException PERMANENT when PostgreSQL is older than 15, when tables of another program are in the way
     *     or a change fails, TRANSIENT when the database does not answer; changes before the failing one stay applied
     */
    public int up(Options options) throws StoreException {
        if (isUpToDate(options.postDeployment())) {
            return 0;
        }
        return run("apply the changes of the schema", connection -> MigrationRun.up(connection, options, schema));
    }

    /**
     * Undoes changes, the last applied first, those after the deployment before the others. The data in tables and
     * columns that are dropped is lost.
     *
     * @return the number of changes undone
     */
    public int down(Options options) throws StoreException {
        return run("undo changes of the schema", connection -> MigrationRun.down(connection, options));
    }

    /** All changes this version knows, in the order in which they are applied. */
    public List<Change> status() throws StoreException {
        return run("read the status of the schema", Migrations::status);
    }

    /** The last change that was applied, by this version or a newer one; empty when there is no schema. */
    public Optional<String> version() throws StoreException {
        return run(
                "read the version of the schema",
                connection -> Schema.applied(connection).keySet().stream().reduce((earlier, later) -> later));
    }

    /**
     * True when no change is pending. Costs a query.
     *
     * @param postDeployment whether those after the deployment count
     */
    public boolean isUpToDate(boolean postDeployment) throws StoreException {
        return status().stream()
                .filter(change -> postDeployment || change.phase() == Phase.PRE_DEPLOYMENT)
                .allMatch(change -> change.applied().isPresent());
    }

    private static List<Change> status(Connection connection) throws SQLException {
        Map<String, Instant> applied = Schema.applied(connection);
        List<Change> changes = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            for (String id : changelog(phase).ids()) {
                changes.add(new Change(id, phase, Optional.ofNullable(applied.get(id))));
            }
        }
        return changes;
    }

    public static Changelog changelog(Phase phase) {
        return switch (phase) {
            case PRE_DEPLOYMENT -> Changelog.PRE_DEPLOYMENT;
            case POST_DEPLOYMENT -> Changelog.POST_DEPLOYMENT;
        };
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException, StoreException;
    }

    private <T> T run(String what, Work<T> work) throws StoreException {
        try {
            Connection connection = connections.take();
            try {
                return work.on(connection);
            } catch (SQLException e) {
                throw SqlFailure.whenWriting(what, e);
            } finally {
                connections.giveBack(connection);
            }
        } catch (SQLException e) {
            throw SqlFailure.whenConnecting(what, e);
        }
    }
}
