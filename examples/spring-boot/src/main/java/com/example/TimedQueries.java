package com.example;

import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.spi.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;

/** The queries of the registry among the meters of the application. */
final class TimedQueries implements QueryListener {
    private final MeterRegistry meters;

    TimedQueries(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void ended(String name, Duration took, Optional<StoreException.Kind> failure) {
        String result = failure.map(Enum::name).orElse("success");
        meters.timer("registry.queries", "query", name, "result", result).record(took);
    }
}
