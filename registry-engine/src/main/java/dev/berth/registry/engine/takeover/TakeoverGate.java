package dev.berth.registry.engine.takeover;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryError;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.migration.ClassicSource;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.migration.TakeoverClaim;
import dev.berth.registry.spi.migration.TakeoverStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/**
 * Lets a request pass when the repository it is for is finished, and has the repository imported otherwise. A request
 * that waits too long is refused with UNAVAILABLE, and the import continues. Safe for use by several threads.
 */
final class TakeoverGate {
    /** The names that are remembered to pass; more are looked up again. */
    private static final int MAX_PASSED = 50_000;

    private static final Duration POLL = Duration.ofMillis(100);

    private final TakeoverStore store;
    private final ClassicSource source;
    private final RepositoryImports imports;
    private final Duration wait;
    private final Set<RepositoryName> passed = ConcurrentHashMap.newKeySet();
    private volatile boolean listed;
    private volatile boolean ended;

    TakeoverGate(TakeoverStore store, ClassicSource source, RepositoryImports imports, Duration wait) {
        this.store = store;
        this.source = source;
        this.imports = imports;
        this.wait = wait;
    }

    /** True when all repositories are finished: no request needs the gate. */
    boolean isEnded() {
        return ended;
    }

    /** All repositories of the source are recorded. */
    void listed() {
        listed = true;
    }

    /** All repositories are finished. */
    void end() {
        ended = true;
        passed.clear();
    }

    /** Returns when the database alone has the state of the repository. */
    void require(RepositoryName name) {
        if (ended || passed.contains(name)) {
            return;
        }
        boolean finished;
        try {
            finished = await(name, Deadline.in(Deadline.current().atMost(wait)));
        } catch (StoreException e) {
            throw refusal("repository " + name + " cannot be imported from the old registry now; try again later", e);
        }
        if (!finished) {
            throw refusal("repository " + name + " is being imported from the old registry; try again later");
        }
        if (passed.size() >= MAX_PASSED) {
            passed.clear();
        }
        passed.add(name);
    }

    /** Refuses what needs all repositories. */
    void requireEnd() {
        if (!ended) {
            throw refusal("not available before all repositories of the old registry are imported; try again later");
        }
    }

    private boolean await(RepositoryName name, Deadline deadline) throws StoreException {
        while (true) {
            Optional<Future<?>> running = imports.find(name);
            if (running.isEmpty()) {
                boolean all = listed;
                TakeoverClaim claim = imports.claim(name);
                if (claim == TakeoverClaim.FINISHED || (claim == TakeoverClaim.UNKNOWN && isElsewhere(name, all))) {
                    return true;
                }
                running = claim == TakeoverClaim.GRANTED ? Optional.of(imports.begin(name)) : Optional.empty();
            }
            boolean waited = running.isPresent() ? RepositoryImports.await(running.get(), deadline) : pause(deadline);
            if (!waited) {
                return false;
            }
        }
    }

    /**
     * True when the source has no repository of this name, which has no row.
     *
     * @param all true when all repositories had rows before the row was looked for
     */
    private boolean isElsewhere(RepositoryName name, boolean all) throws StoreException {
        if (all || !source.has(name)) {
            return true;
        }
        store.register(List.of(name));
        return false;
    }

    private static boolean pause(Deadline deadline) throws StoreException {
        long left = Math.min(POLL.toMillis(), deadline.left().toMillis());
        if (left <= 0) {
            return false;
        }
        try {
            Thread.sleep(left);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Kind.TRANSIENT, "the wait for the import was interrupted", e);
        }
    }

    /** The recorded repositories that are not finished; refused until all are recorded. */
    Page<RepositoryName> unfinished(PageRequest page) {
        if (!listed) {
            throw refusal("the names of the repositories of the old registry are being read; try again later");
        }
        try {
            return store.unfinished(page);
        } catch (StoreException e) {
            throw refusal("the database does not answer; try again later", e);
        }
    }

    private static RegistryException refusal(String message) {
        return new RegistryException(ErrorCode.UNAVAILABLE, message);
    }

    private static RegistryException refusal(String message, StoreException cause) {
        return new RegistryException(List.of(new RegistryError(ErrorCode.UNAVAILABLE, message, Map.of())), cause);
    }
}
