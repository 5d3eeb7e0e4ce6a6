package dev.berth.registry.maintenance;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The options of one collection.
 *
 * @param delay collects everything that has been unreferenced for this long, instead of the configured delays; a short
 *     one is dangerous during pushes, which need their blobs before their manifest arrives
 * @param retryFailed retries the deletions that were given up
 */
public record CollectionRequest(Optional<Duration> delay, boolean retryFailed) {

    /** Refuses a negative delay. */
    public CollectionRequest {
        Objects.requireNonNull(delay, "delay");
        if (delay.isPresent() && delay.get().isNegative()) {
            throw new IllegalArgumentException("negative delay: " + delay.get());
        }
    }

    /** With the configured delays, and without retries of deletions that were given up. */
    public static CollectionRequest configured() {
        return new CollectionRequest(Optional.empty(), false);
    }
}
