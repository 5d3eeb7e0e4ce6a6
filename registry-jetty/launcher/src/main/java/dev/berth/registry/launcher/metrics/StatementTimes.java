package dev.berth.registry.launcher.metrics;

import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.maintenance.ServerStatus.Statement;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Adds the durations of queries up by their names, which are few, and hands them on to another listener. */
public final class StatementTimes implements QueryListener {
    private final Supplier<QueryListener> next;
    private final Map<String, Times> byName = new ConcurrentHashMap<>();

    /**
     * Times of no query yet.
     *
     * @param next the other listener
     */
    public StatementTimes(Supplier<QueryListener> next) {
        this.next = next;
    }

    private static final class Times {
        private final LongAdder runs = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final LongAdder nanos = new LongAdder();
        private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
    }

    @Override
    public void connected(Duration wait) {
        next.get().connected(wait);
    }

    @Override
    public void ended(String name, Duration took, Optional<StoreException.Kind> failure) {
        Times times = byName.computeIfAbsent(name, absent -> new Times());
        times.runs.increment();
        times.nanos.add(took.toNanos());
        times.longest.accumulate(took.toNanos());
        if (failure.isPresent()) {
            times.failed.increment();
        }
        next.get().ended(name, took, failure);
    }

    @Override
    public void repeated(String name) {
        next.get().repeated(name);
    }

    /** The figures of all names, the greatest sum of durations first. */
    public List<Statement> statements() {
        return byName.entrySet().stream()
                .map(each -> statement(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(Statement::total).reversed().thenComparing(Statement::name))
                .toList();
    }

    private static Statement statement(String name, Times times) {
        return new Statement(
                name,
                times.runs.sum(),
                times.failed.sum(),
                Duration.ofNanos(times.nanos.sum()),
                Duration.ofNanos(times.longest.get()));
    }
}
