package dev.berth.registry.launcher.metrics;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.ImportRun;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.migration.TakeoverState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Shows the latest import or export of any process, and the takeover. */
final class ImportMeters implements MeterBinder {
    private static final String PREFIX = "registry.import.";
    private static final List<String> KINDS = List.of(
            "repositories", "unchanged", "manifests", "tags", "links", "blobs", "removed", "reviewed", "skipped");

    private final QueueSample<Progress> progress;

    /** The latest run and the takeover, empty when there was none. */
    private record Progress(Optional<ImportRun> run, Optional<TakeoverState> takeover) {}

    ImportMeters(MigrationStore imports, Clock clock) {
        progress = new QueueSample<>("the progress of imports", () -> read(imports), clock);
    }

    private static Progress read(MigrationStore imports) throws StoreException {
        return new Progress(imports.runs().last(), imports.takeover().find());
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge("running", "1 while an import or export runs", now -> run(now, run -> run.active() ? 1 : 0))
                .register(meters);
        gauge("age", "time since the latest run has recorded its progress", now -> run(now, this::age))
                .baseUnit("seconds")
                .register(meters);
        for (String kind : KINDS) {
            gauge("items", "items of the latest run", now -> run(now, run -> count(run, kind)))
                    .tag("kind", kind)
                    .register(meters);
        }
        gauge("content", "blobs found by the latest run", now -> run(now, run -> count(run, "bytes")))
                .baseUnit("bytes")
                .register(meters);
        takeover("finished", TakeoverState::finished, meters);
        takeover("unfinished", TakeoverState::unfinished, meters);
    }

    private void takeover(String state, ToDoubleFunction<TakeoverState> value, MeterRegistry meters) {
        gauge(
                        "takeover",
                        "repositories of the takeover",
                        now -> now.takeover().map(value::applyAsDouble).orElse(0.0))
                .tag("state", state)
                .register(meters);
    }

    private Gauge.Builder<?> gauge(String name, String description, ToDoubleFunction<Progress> value) {
        return Gauge.builder(PREFIX + name, progress.number(value)).description(description);
    }

    private static double run(Progress now, ToDoubleFunction<ImportRun> value) {
        return now.run().map(value::applyAsDouble).orElse(0.0);
    }

    private double age(ImportRun run) {
        return progress.secondsSince(run.noted());
    }

    private static double count(ImportRun run, String name) {
        return run.counts().getOrDefault(name, 0L);
    }
}
