package dev.berth.registry.launcher.assembly;

import dev.berth.registry.engine.collection.Collector;
import java.util.Optional;
import java.util.function.Supplier;

/** Starts the collector of a server once, at its start or later, and not after its stop. Safe for several threads. */
final class CollectorStart {
    private final Supplier<Collector> started;
    private Optional<Collector> collector = Optional.empty();
    private boolean stopped;

    CollectorStart(Supplier<Collector> started) {
        this.started = started;
    }

    synchronized void begin() {
        if (!stopped && collector.isEmpty()) {
            collector = Optional.of(started.get());
        }
    }

    /** The collector to close; none is started any more. */
    synchronized Optional<Collector> end() {
        stopped = true;
        return collector;
    }
}
