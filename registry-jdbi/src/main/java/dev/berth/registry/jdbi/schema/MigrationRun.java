package dev.berth.registry.jdbi.schema;

import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.jdbi.Migrations.Options;
import dev.berth.registry.jdbi.Migrations.Phase;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * One run of Liquibase on one connection.
 *
 * <p>Runs exclude each other by a lock of PostgreSQL that ends with its connection. Liquibase has its own lock, a row
 * that a killed run leaves behind; under the lock of PostgreSQL that row has no owner and can be removed.
 */
public final class MigrationRun {
    /** An arbitrary number, specific to Berth: the bytes of "berth". */
    private static final long LOCK = 0x62_65_72_74_68L;

    private MigrationRun() {}

    private interface Step<T> {
        T run(Connection connection) throws SQLException, StoreException, LiquibaseException;
    }

    public static int up(Connection connection, Options options) throws SQLException, StoreException {
        return exclusively(connection, locked -> {
            Schema.requireServer(locked);
            if (Schema.isForeign(locked)) {
                throw Schema.refusal("the database has tables of another program: use an empty one");
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

    public static int down(Connection connection, Options options) throws SQLException, StoreException {
        return exclusively(connection, locked -> {
            int undone = down(locked, Phase.POST_DEPLOYMENT, options, 0);
            return undone + down(locked, Phase.PRE_DEPLOYMENT, options, undone);
        });
    }

    private static int up(Connection connection, Phase phase, Options options, int done)
            throws SQLException, LiquibaseException {
        List<String> pending = Migrations.changelog(phase).ids();
        pending =
                pending.stream().filter(absentFrom(Schema.applied(connection))).toList();
        int count = Math.min(pending.size(), options.limit().orElse(Integer.MAX_VALUE) - done);
        if (count > 0) {
            Liquibase liquibase = liquibase(connection, phase, options);
            if (options.dryRun().isPresent()) {
                liquibase.update(
                        count,
                        new Contexts(),
                        new LabelExpression(),
                        options.dryRun().get());
            } else {
                liquibase.forceReleaseLocks();
                liquibase.update(count, new Contexts(), new LabelExpression());
            }
        }
        return count;
    }

    private static Predicate<String> absentFrom(Map<String, ?> applied) {
        return id -> !applied.containsKey(id);
    }

    private static int down(Connection connection, Phase phase, Options options, int done)
            throws SQLException, LiquibaseException {
        Map<String, ?> applied = Schema.applied(connection);
        long known = Migrations.changelog(phase).ids().stream()
                .filter(applied::containsKey)
                .count();
        int count = (int) Math.min(known, options.limit().orElse(Integer.MAX_VALUE) - done);
        if (count > 0) {
            Liquibase liquibase = liquibase(connection, phase, options);
            if (options.dryRun().isPresent()) {
                liquibase.rollback(
                        count,
                        null,
                        new Contexts(),
                        new LabelExpression(),
                        options.dryRun().get());
            } else {
                liquibase.forceReleaseLocks();
                liquibase.rollback(count, null, new Contexts(), new LabelExpression());
            }
        }
        return count;
    }

    private static Liquibase liquibase(Connection connection, Phase phase, Options options)
            throws SQLException, LiquibaseException {
        Database database =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        database.setDatabaseChangeLogTableName(Schema.CHANGES);
        database.setDatabaseChangeLogLockTableName(Schema.LOCK);
        Liquibase liquibase = new Liquibase(
                Migrations.changelog(phase).path(),
                new ClassLoaderResourceAccessor(MigrationRun.class.getClassLoader()),
                database);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        liquibase.setChangeLogParameter("partitions", partitions(connection, options));
        return liquibase;
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
                return quietly(() -> step.run(connection));
            } finally {
                connection.setAutoCommit(true);
                statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
                statement.execute("RESET statement_timeout");
            }
        }
    }

    /** Without Liquibase's call home and without its words on the console. */
    private static <T> T quietly(Scope.ScopedRunnerWithReturn<T> run) throws SQLException, StoreException {
        Map<String, Object> scope = new HashMap<>();
        scope.put("liquibase.analytics.enabled", false);
        scope.put(Scope.Attr.ui.name(), new LoggerUIService());
        scope.put(Scope.Attr.logService.name(), new LiquibaseLog());
        try {
            return Scope.child(scope, run);
        } catch (StoreException | SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StoreException(Kind.PERMANENT, "cannot change the schema", e);
        }
    }
}
