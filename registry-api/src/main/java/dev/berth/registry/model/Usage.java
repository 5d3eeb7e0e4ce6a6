package dev.berth.registry.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Pulls and pushes.
 *
 * @param pulls number of pulls
 * @param pushes number of pushes
 * @param pulled the time of the last pull
 * @param pushed the time of the last push
 * @param used the time of the last pull or confirmation (HEAD of a manifest)
 */
public record Usage(
        long pulls, long pushes, Optional<Instant> pulled, Optional<Instant> pushed, Optional<Instant> used) {
    /** Neither pulled nor pushed. */
    public static final Usage NONE = new Usage(0, 0, Optional.empty(), Optional.empty(), Optional.empty());

    /** Refuses null and negative counts. */
    public Usage {
        Objects.requireNonNull(pulled, "pulled");
        Objects.requireNonNull(pushed, "pushed");
        Objects.requireNonNull(used, "used");
        if (pulls < 0 || pushes < 0) {
            throw new IllegalArgumentException("negative counts: " + pulls + ", " + pushes);
        }
    }

    /** Both together: the sums of the counts, and the later times. */
    public Usage plus(Usage other) {
        return new Usage(
                pulls + other.pulls,
                pushes + other.pushes,
                later(pulled, other.pulled),
                later(pushed, other.pushed),
                later(used, other.used));
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? other : one;
    }
}
