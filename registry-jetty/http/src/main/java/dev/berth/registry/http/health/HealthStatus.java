package dev.berth.registry.http.health;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of a check.
 *
 * @param name the name of the check
 * @param ready false after as many failures in succession as the threshold has, and before the first success
 * @param took the duration of the last probe, or of the running one when it has passed the timeout
 * @param reason of the last failure; empty after a success
 */
public record HealthStatus(String name, boolean ready, Duration took, Optional<String> reason) {}
