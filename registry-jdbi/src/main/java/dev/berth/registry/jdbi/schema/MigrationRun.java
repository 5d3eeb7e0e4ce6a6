package dev.berth.registry.jdbi.schema;

import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.jdbi.Migrations.Options;
import dev.berth.registry.jdbi.Migrations.Phase;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/** One migration on one connection. Runs exclude each other by a lock of PostgreSQL that ends with its connection. */
public final class MigrationRun {
    /** An arbitrary number, specific to Berth: the bytes of "berth". */
    private static final long LOCK = 0x62_65_72_74_68L;

    private static final SchemaTool LIQUIBASE = new IsolatedLiquibase();

    private MigrationRun() {}

    private interface Step<T> {
        T run(Connection connection) throws SQLException, StoreException;
    }

    /**
     * Applies the pending changes.
     *
     * @param schema the schema to make if it is not there; empty for one that exists
     */
    public static int up(Connection connection, Options options, Optional<String> schema)
            throws SQLException, StoreException {
        return exclusively(connection, locked -> {
            begin(locked, options);
            Schema.requireServer(locked);
            Schema.requireOwn(locked);
            if (schema.isPresent() && !Schema.isThere(locked, schema.get())) {
                make(locked, schema.get(), options.dryRun());
            }
            int applied = 0;
            for (Phase phase : Phase.values()) {
                if (phase == Phase.PRE_DEPLOYMENT || options.postDeployment()) {
                    applied += up(locked, phase, options, applied);
                }
            }
            return applied;
        });
    }

    private static void make(Connection connection, String schema, Optional<Writer> sql) throws SQLException {
        execute(connection, "CREATE SCHEMA " + schema, sql);
    }

    /** Requests queue behind a change that waits for a lock, so no change waits long. */
    private static void begin(Connection connection, Options options) throws SQLException {
        execute(connection, LockWaits.LIMIT, options.dryRun());
    }

    private static void execute(Connection connection, String statement, Optional<Writer> sql) throws SQLException {
        if (sql.isEmpty()) {
            try (Statement run = connection.createStatement()) {
                run.execute(statement);
            }
            return;
        }
        try {
            sql.get().write(statement + ";\n\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the statements", e);
        }
    }

    public static int down(Connection connection, Options options) throws SQLException, StoreException {
        return exclusively(connection, locked -> {
            begin(locked, options);
            int undone = down(locked, Phase.POST_DEPLOYMENT, options, 0);
            return undone + down(locked, Phase.PRE_DEPLOYMENT, options, undone);
        });
    }

    private static int up(Connection connection, Phase phase, Options options, int done)
            throws SQLException, StoreException {
        int count = count(pending(connection, phase), options, done);
        LockWaits.repeat(
                count,
                () -> pending(connection, phase),
                left -> LIQUIBASE.apply(task(connection, phase, options, left)));
        return count;
    }

    private static int pending(Connection connection, Phase phase) throws SQLException {
        return Migrations.changelog(phase).ids().size() - known(connection, phase);
    }

    /** The number of applied changes that this version knows. */
    private static int known(Connection connection, Phase phase) throws SQLException {
        Map<String, ?> applied = Schema.applied(connection);
        return (int) Migrations.changelog(phase).ids().stream()
                .filter(applied::containsKey)
                .count();
    }

    private static int down(Connection connection, Phase phase, Options options, int done)
            throws SQLException, StoreException {
        int count = count(known(connection, phase), options, done);
        LockWaits.repeat(
                count, () -> known(connection, phase), left -> LIQUIBASE.undo(task(connection, phase, options, left)));
        return count;
    }

    private static int count(int possible, Options options, int done) {
        return Math.min(possible, options.limit().orElse(Integer.MAX_VALUE) - done);
    }

    private static SchemaTool.Task task(Connection connection, Phase phase, Options options, int count)
            throws SQLException {
        return new SchemaTool.Task(
                connection,
                Migrations.changelog(phase).path(),
                Schema.CHANGES,
                count,
                partitions(connection, options),
                options.dryRun());
    }

    private static int partitions(Connection connection, Options options) throws SQLException {
        return Schema.exists(connection, "settings")
                ? Schema.partitions(connection).count()
                : options.partitions();
    }

    private static <T> T exclusively(Connection connection, Step<T> step) throws SQLException, StoreException {
        connection.setNetworkTimeout(Runnable::run, 0);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = 0");
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            try {
                return step.run(connection);
            } finally {
                connection.setAutoCommit(true);
                statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
                statement.execute("RESET statement_timeout");
                statement.execute("RESET lock_timeout");
            }
        }
    }
}
