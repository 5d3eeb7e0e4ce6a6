package dev.berth.registry.http.limit;

import java.util.Objects;
import java.util.Optional;

/**
 * The rate limits of one client on one server. Each server counts separately. A request beyond a limit is answered 429,
 * with a Retry-After, and does not count.
 *
 * @param perAddress requests of an IPv4 address or an IPv6 /64, counted before any other work
 * @param perCaller requests of a caller that is known by name
 * @param failedLogins wrong passwords from an address, beyond which further passwords from it are not checked
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
