package dev.berth.registry.jdbi.liquibase;

import dev.berth.registry.jdbi.schema.SchemaTool;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
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
 * Changes a schema by Liquibase. Liquibase has a lock of its own, a row that a killed run leaves behind; the caller
 * excludes other runs, so a row that is there is taken away.
 */
public final class LiquibaseTool implements SchemaTool {

    /** Called by the class loader of this package. */
    public LiquibaseTool() {}

    @Override
    public void apply(Task task) throws SQLException, StoreException {
        quietly(task, liquibase -> {
            if (task.sql().isPresent()) {
                liquibase.update(
                        task.count(),
                        new Contexts(),
                        new LabelExpression(),
                        task.sql().get());
            } else {
                liquibase.forceReleaseLocks();
                liquibase.update(task.count(), new Contexts(), new LabelExpression());
            }
        });
    }

    @Override
    public void undo(Task task) throws SQLException, StoreException {
        quietly(task, liquibase -> {
            if (task.sql().isPresent()) {
                liquibase.rollback(
                        task.count(),
                        null,
                        new Contexts(),
                        new LabelExpression(),
                        task.sql().get());
            } else {
                liquibase.forceReleaseLocks();
                liquibase.rollback(task.count(), null, new Contexts(), new LabelExpression());
            }
        });
    }

    private interface Run {
        void on(Liquibase liquibase) throws LiquibaseException;
    }

    /** Without Liquibase's call home and without its words on the console. */
    private static void quietly(Task task, Run run) throws SQLException, StoreException {
        Map<String, Object> scope = new HashMap<>();
        scope.put("liquibase.analytics.enabled", false);
        scope.put(Scope.Attr.ui.name(), new LoggerUIService());
        scope.put(Scope.Attr.logService.name(), new LiquibaseLog());
        scope.put(Scope.Attr.classLoader.name(), LiquibaseTool.class.getClassLoader());
        try {
            Scope.child(scope, () -> run.on(liquibase(task)));
        } catch (StoreException | SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StoreException(Kind.PERMANENT, "cannot change the schema", e);
        }
    }

    private static Liquibase liquibase(Task task) throws LiquibaseException {
        Database database =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(task.connection()));
        database.setDatabaseChangeLogTableName(task.table());
        database.setDatabaseChangeLogLockTableName(task.table() + "_lock");
        Liquibase liquibase = new Liquibase(
                task.changelog(), new ClassLoaderResourceAccessor(SchemaTool.class.getClassLoader()), database);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        liquibase.setChangeLogParameter("partitions", task.partitions());
        return liquibase;
    }
}
