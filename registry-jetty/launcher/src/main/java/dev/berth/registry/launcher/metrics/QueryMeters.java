package dev.berth.registry.launcher.metrics;

import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.spi.StoreException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Measures the queries of a metadata store, by their names. */
final class QueryMeters implements QueryListener {
    private static final String PREFIX = "registry.database.";

    private final MeterRegistry meters;
    private final Map<String, Timer> succeeded = new ConcurrentHashMap<>();
    private final Timer connecting;

    QueryMeters(MeterRegistry meters) {
        this.meters = meters;
        connecting = Histograms.ofCalls(Timer.builder(PREFIX + "connection.wait"))
                .description("wait for a connection, of calls that got one")
                .register(meters);
    }

    @Override
    public void connected(Duration wait) {
        connecting.record(wait);
    }

    @Override
    public void ended(String name, Duration took, Optional<StoreException.Kind> failure) {
        Timer timer = failure.isEmpty()
                ? succeeded.computeIfAbsent(name, query -> timer(query, failure))
                : timer(name, failure);
        timer.record(took);
    }

    @Override
    public void repeated(String name) {
        Counter.builder(PREFIX + "query.conflicts")
                .description("repetitions after a conflict with another transaction")
                .tag("name", name)
                .register(meters)
                .increment();
    }

    private Timer timer(String query, Optional<StoreException.Kind> failure) {
        return Histograms.ofCalls(Timer.builder(PREFIX + "query.duration"))
                .description("database queries, one transaction each")
                .tag("name", query)
                .tag("result", Results.of(failure))
                .register(meters);
    }
}
