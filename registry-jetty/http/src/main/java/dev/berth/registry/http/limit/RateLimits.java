package dev.berth.registry.http.limit;

import java.util.Objects;
import java.util.Optional;

/**
 * What one client may ask of one server. Each server counts for itself. A request beyond a limit is answered 429, with
 * a Retry-After; it costs the client nothing.
 *
 * @param perAddress requests of an IPv4 address or an IPv6 /64, counted before anything is looked at
 * @param perCaller requests of a caller that is known by name
 * @param failedLogins wrong passwords from an address, beyond which no password from there is looked at
 */
public record RateLimits(
        Optional<RateLimit> perAddress, Optional<RateLimit> perCaller, Optional<RateLimit> failedLogins) {
    /** Any number of requests, but 60 failed logins in a minute. */
    public static final RateLimits DEFAULT =
            new RateLimits(Optional.empty(), Optional.empty(), Optional.of(RateLimit.perMinute(60)));

    /** Refuses null. */
    public RateLimits {
        Objects.requireNonNull(perAddress, "perAddress");
        Objects.requireNonNull(perCaller, "perCaller");
        Objects.requireNonNull(failedLogins, "failedLogins");
    }
}
