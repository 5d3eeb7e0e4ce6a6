package dev.berth.registry.launcher.config;

import java.time.Duration;

/**
 * An element of {@code rate_limiter.limiters}.
 *
 * @param name its configured name
 * @param rate the number of requests per period
 * @param burst the number of requests at once
 * @param blocks whether it does more than log, which is not done here
 */
public record Limiter(String name, Match match, int rate, Duration period, int burst, boolean blocks) {

    /** The key by which clients are distinguished. */
    public enum Match {
        IP,
        USER
    }
}
