package dev.berth.registry.engine.takeover;

import dev.berth.registry.engine.migration.ClassicSource;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.migration.TakeoverClaim;
import dev.berth.registry.spi.migration.TakeoverStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The imports of this node, in the order of their request, each once for all requests that need it. Safe for use by
 * several threads.
 */
final class RepositoryImports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryImports.class);
    private static final int MAX_PENDING = 1_000;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final TakeoverStore store;
    private final ClassicSource source;
    private final Clock clock;
    private final String claimant;
    private final Duration lease;
    private final ThreadPoolExecutor executor;
    private final Map<RepositoryName, Future<?>> running = new ConcurrentHashMap<>();

    RepositoryImports(TakeoverStore store, ClassicSource source, Clock clock, String claimant, TakeoverConfig config) {
        this.store = store;
        this.source = source;
        this.clock = clock;
        this.claimant = claimant;
        this.lease = config.lease();
        executor = new ThreadPoolExecutor(
                config.threads(),
                config.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MAX_PENDING),
                RepositoryImports::thread);
        executor.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "berth-takeover-import");
        thread.setDaemon(true);
        return thread;
    }

    /** Claims a repository for this node. */
    TakeoverClaim claim(RepositoryName name) throws StoreException {
        return store.claim(name, claimant, clock.instant().plus(lease));
    }

    /** The import of a repository on this node, if there is one. */
    Optional<Future<?>> find(RepositoryName name) {
        return Optional.ofNullable(running.get(name));
    }

    /** The import of a repository that this node has claimed; begun unless there is one. */
    Future<?> begin(RepositoryName name) throws StoreException {
        try {
            return running.computeIfAbsent(
                    name,
                    absent -> executor.submit(() -> {
                        run(absent);
                        return absent;
                    }));
        } catch (RejectedExecutionException e) {
            String reason = executor.isShutdown() ? "the server stops" : "too many repositories await their import";
            throw new StoreException(Kind.TRANSIENT, reason, e);
        }
    }

    private void run(RepositoryName name) throws StoreException {
        try {
            if (claim(name) == TakeoverClaim.GRANTED) {
                ClassicSource.Imported imported = source.importRepository(name);
                store.finish(name, imported.fingerprints(), imported.findings());
                LOG.debug(
                        "repository {} is taken over, with {} findings",
                        name,
                        imported.findings().size());
            }
        } finally {
            running.remove(name);
        }
    }

    /**
     * Waits for an import.
     *
     * @return false when it did not end before the deadline
     * @throws StoreException when it failed
     */
    static boolean await(Future<?> running, Deadline deadline) throws StoreException {
        try {
            running.get(Math.max(0, deadline.left().toNanos()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Kind.TRANSIENT, "the wait for the import was interrupted", e);
        } catch (CancellationException e) {
            throw new StoreException(Kind.TRANSIENT, "the server stops", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StoreException(Kind.TRANSIENT, String.valueOf(cause.getMessage()), cause);
        }
    }

    /** Keeps other nodes from the repositories that this node imports, or is about to. */
    void renew() throws StoreException {
        for (RepositoryName name : running.keySet()) {
            claim(name);
        }
    }

    /**
     * Interrupts the imports, and cancels those that await their turn. A repository that is not finished is imported
     * again.
     */
    @Override
    public void close() {
        for (Runnable pending : executor.shutdownNow()) {
            if (pending instanceof Future<?> awaited) {
                awaited.cancel(false);
            }
        }
        try {
            if (!executor.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("an import did not end within {} s after the stop; it is abandoned", STOP.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
