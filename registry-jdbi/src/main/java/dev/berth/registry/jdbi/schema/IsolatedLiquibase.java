package dev.berth.registry.jdbi.schema;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs Liquibase with classes that nothing else sees (docs/decisions/0141), in a thread of its own: it leaves values in
 * the variables of its thread, which would keep the classes loaded.
 */
final class IsolatedLiquibase implements SchemaTool {
    private static final String TOOL = "dev.berth.registry.jdbi.liquibase.LiquibaseTool";

    @Override
    public void apply(Task task) throws SQLException, StoreException {
        run(tool -> tool.apply(task));
    }

    @Override
    public void undo(Task task) throws SQLException, StoreException {
        run(tool -> tool.undo(task));
    }

    private interface Step {
        void run(SchemaTool tool) throws SQLException, StoreException;
    }

    private static void run(Step step) throws SQLException, StoreException {
        ClassLoader loader = EmbeddedJars.loader();
        FutureTask<Boolean> result = new FutureTask<>(() -> {
            step.run(
                    (SchemaTool) loader.loadClass(TOOL).getDeclaredConstructor().newInstance());
            return true;
        });
        Thread thread = new Thread(result, "registry-migration");
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
        await(result, thread);
    }

    private static void await(FutureTask<Boolean> result, Thread thread) throws SQLException, StoreException {
        try {
            result.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new StoreException(Kind.UNKNOWN_OUTCOME, "interrupted while the schema changes", e);
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** Throws what may be thrown as it is. */
    private static StoreException failure(Throwable cause) throws SQLException, StoreException {
        if (cause instanceof SQLException failure) {
            throw failure;
        }
        if (cause instanceof StoreException failure) {
            throw failure;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        return new StoreException(Kind.PERMANENT, "cannot load Liquibase", cause);
    }
}
