package dev.berth.registry.engine.migration;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The threads of a run. The first failure ends the others and is thrown. */
final class Workers {
    private Workers() {}

    interface Task {
        void run() throws StoreException;
    }

    /** Runs the tasks by this number of threads, and returns when all are done. */
    static void run(int threads, List<? extends Task> tasks) throws StoreException {
        ExecutorService executor = Executors.newFixedThreadPool(threads, Workers::thread);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (Task task : tasks) {
                results.add(executor.submit(() -> {
                    task.run();
                    return null;
                }));
            }
            for (Future<?> result : results) {
                await(result);
            }
        } finally {
            end(executor);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "import");
        thread.setDaemon(true);
        return thread;
    }

    private static void await(Future<?> result) throws StoreException {
        try {
            result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Kind.PERMANENT, "the import was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw new IllegalStateException("an import failed", e.getCause());
        }
    }

    private static void end(ExecutorService executor) {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("threads of an import do not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
