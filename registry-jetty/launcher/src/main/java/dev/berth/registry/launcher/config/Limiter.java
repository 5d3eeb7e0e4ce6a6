package dev.berth.registry.launcher.config;

import java.time.Duration;

/**
 * An element of {@code rate_limiter.limiters}.
 *
 * @param name what its author calls it
 * @param rate how often in a period
 * @param burst how often at once
 * @param blocks whether it does more than log, which is not done here
 */
public record Limiter(String name, Match match, int rate, Duration period, int burst, boolean blocks) {

    /** By what it tells clients apart. */
    public enum Match {
        IP,
        USER
    }
}
