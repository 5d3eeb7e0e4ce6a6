package dev.berth.registry.engine.collection;

import dev.berth.registry.engine.background.Backoff;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.DeletionStore;
import dev.berth.registry.spi.maintenance.DueDeletion;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes objects in bulk. The queue leases their keys for a time: if this process ends before it reports the result,
 * they are deleted again, which is no failure.
 */
final class DeletionWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(DeletionWork.class);

    private final DeletionStore deletions;
    private final BlobStore storage;
    private final CollectorConfig config;
    private final Clock clock;
    private final Backoff backoff;
    private final CollectionListener listener;
    private final BatchThrottle throttle;
    private final Duration ahead;

    DeletionWork(
            DeletionStore deletions,
            BlobStore storage,
            CollectorConfig config,
            Clock clock,
            Backoff backoff,
            CollectionListener listener,
            Duration ahead) {
        this.deletions = deletions;
        this.storage = storage;
        this.config = config;
        this.clock = clock;
        this.backoff = backoff;
        this.listener = listener;
        this.ahead = ahead;
        throttle = new BatchThrottle(config.deletionBatch(), config.share(), config.deletionsPerSecond());
    }

    @Override
    public String name() {
        return "deletion";
    }

    @Override
    public Step step() throws StoreException {
        List<DueDeletion> due = deletions.claim(throttle.batch(), config.deletionLease(), ahead);
        if (due.isEmpty()) {
            return new Step(Progress.NONE, config.shortestRest());
        }
        long begun = System.nanoTime();
        Map<StorageKey, StoreException> failures = delete(due);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        int setAside = postpone(due, failures);
        report(due.size(), failures, setAside);
        deletions.done(gone(due, failures));
        int deleted = due.size() - failures.size();
        listener.deleted(deleted, failures.size() - setAside, setAside, took);
        return deleted == 0
                ? new Step(Progress.NONE, config.shortestRest())
                : new Step(Progress.MADE, throttle.rest(due.size(), took));
    }

    private Map<StorageKey, StoreException> delete(List<DueDeletion> due) {
        List<StorageKey> keys = due.stream().map(DueDeletion::key).toList();
        try {
            return storage.delete(keys);
        } catch (StoreException e) {
            Map<StorageKey, StoreException> failures = new TreeMap<>();
            keys.forEach(key -> failures.put(key, e));
            return failures;
        }
    }

    private static List<StorageKey> gone(List<DueDeletion> due, Map<StorageKey, StoreException> failures) {
        return due.stream()
                .map(DueDeletion::key)
                .filter(key -> !failures.containsKey(key))
                .toList();
    }

    /** Schedules the retry of failed deletions, or sets them aside; answers the number set aside. */
    private int postpone(List<DueDeletion> due, Map<StorageKey, StoreException> failures) throws StoreException {
        List<StorageKey> hopeless = new ArrayList<>();
        Map<Integer, List<StorageKey>> byAttempts = new TreeMap<>();
        for (DueDeletion deletion : due) {
            StoreException failure = failures.get(deletion.key());
            if (failure != null) {
                int attempts = deletion.attempts() + 1;
                boolean enough = attempts >= config.deletionAttempts();
                (enough ? hopeless : byAttempts.computeIfAbsent(attempts, any -> new ArrayList<>()))
                        .add(deletion.key());
                LOG.debug("object {} was not deleted, attempt {}", deletion.key(), attempts, failure);
            }
        }
        for (Map.Entry<Integer, List<StorageKey>> failed : byAttempts.entrySet()) {
            Duration wait = backoff.after(failed.getKey()).plus(ahead);
            deletions.retry(failed.getValue(), clock.instant().plus(wait));
        }
        if (!hopeless.isEmpty()) {
            deletions.setAside(hopeless);
        }
        return hopeless.size();
    }

    /** One line for a batch, with the first failure. */
    private static void report(int due, Map<StorageKey, StoreException> failures, int setAside) {
        if (!failures.isEmpty()) {
            Map.Entry<StorageKey, StoreException> first =
                    failures.entrySet().iterator().next();
            LOG.warn(
                    "{} of {} objects were not deleted; {} of them are set aside after too many attempts, the others"
                            + " are retried. The first is {}: {}",
                    failures.size(),
                    due,
                    setAside,
                    first.getKey(),
                    first.getValue().getMessage());
        }
    }
}
