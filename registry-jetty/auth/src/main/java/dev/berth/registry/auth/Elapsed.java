package dev.berth.registry.auth;

import dev.berth.registry.annotation.Internal;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits of this process by a clock that may be set while they last. A clock that was set back does not make a wait
 * longer: it ends.
 */
@Internal
public final class Elapsed {
    private Elapsed() {}

    /** True when this duration has passed since a time that the same clock gave, or the clock was set back since. */
    public static boolean hasPassed(Duration duration, Instant since, Instant now) {
        return now.isBefore(since) || !now.isBefore(since.plus(duration));
    }
}
