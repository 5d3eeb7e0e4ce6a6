package dev.berth.registry.launcher.migration;

import dev.berth.registry.migration.MigrationSweeps;
import dev.berth.registry.model.RepositoryName;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The sweeps of an import that follows an old registry: of all repositories at an interval, and of those that the old
 * registry reported. Safe for use by several threads, one of which takes the sweeps.
 */
final class ReportedChanges implements MigrationSweeps {
    /** The old registry reports a push before it writes the tag. */
    static final Duration SETTLED = Duration.ofSeconds(1);

    private static final int MAX_PENDING = 10_000;

    private final long interval;
    private final LongSupplier nanoTime;
    private final Map<RepositoryName, Long> pending = new LinkedHashMap<>();
    private Optional<Long> due = Optional.empty();
    private boolean overflow;
    private boolean stopped;

    /** @param nanoTime the time, in nanoseconds */
    ReportedChanges(Duration interval, LongSupplier nanoTime) {
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Schedules the import of a repository. Of too many, all repositories are imported. */
    synchronized void add(RepositoryName repository) {
        if (pending.size() >= MAX_PENDING && !pending.containsKey(repository)) {
            overflow = true;
        } else {
            pending.put(repository, nanoTime.getAsLong() + SETTLED.toNanos());
        }
        notifyAll();
    }

    /** Ends the import after the current sweep. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    @Override
    public synchronized Optional<Set<RepositoryName>> next() {
        if (due.isEmpty()) {
            due = Optional.of(nanoTime.getAsLong() + interval);
        }
        try {
            while (!stopped) {
                long now = nanoTime.getAsLong();
                if (overflow || due.get() <= now) {
                    return ofAll();
                }
                Set<RepositoryName> settled = settled(now);
                if (!settled.isEmpty()) {
                    return Optional.of(settled);
                }
                wait(Math.max(1, Duration.ofNanos(earliest() - now).toMillis()));
            }
        } catch (InterruptedException e) {
            // Ends the import, as the stop does.
            stopped = true;
        }
        return Optional.empty();
    }

    /** The next one is due at the interval after its end. */
    private Optional<Set<RepositoryName>> ofAll() {
        due = Optional.empty();
        overflow = false;
        long now = nanoTime.getAsLong();
        pending.values().removeIf(time -> time <= now);
        return Optional.of(Set.of());
    }

    private Set<RepositoryName> settled(long now) {
        Set<RepositoryName> settled = new HashSet<>();
        pending.forEach((name, time) -> {
            if (time <= now) {
                settled.add(name);
            }
        });
        pending.keySet().removeAll(settled);
        return settled;
    }

    private long earliest() {
        return pending.values().stream().reduce(due.orElseThrow(), Math::min);
    }
}
