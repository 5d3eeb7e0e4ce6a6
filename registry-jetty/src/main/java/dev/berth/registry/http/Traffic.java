package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** Keeps clients within {@link RateLimits}. */
final class Traffic {
    private final Optional<Buckets> addresses;
    private final Optional<Buckets> callers;
    private final Optional<Buckets> failedLogins;

    Traffic(RateLimits limits) {
        long seed = new SecureRandom().nextLong();
        addresses = limits.perAddress().map(limit -> new Buckets(limit, seed, System::nanoTime));
        callers = limits.perCaller().map(limit -> new Buckets(limit, seed, System::nanoTime));
        failedLogins = limits.failedLogins().map(limit -> new Buckets(limit, seed, System::nanoTime));
    }

    /** Counts a request of whoever sent it. */
    void count(HttpRequest request) {
        if (addresses.isPresent() && request.clientAddress().isPresent()) {
            Duration wait =
                    addresses.get().take(Client.of(request.clientAddress().get()));
            demandNone(wait, "too many requests from your address");
        }
    }

    /** Counts a request of a caller; what nobody in particular asks is counted by address only. */
    void count(Caller caller) {
        if (callers.isPresent() && !caller.isAnonymous()) {
            demandNone(callers.get().take(key(caller.name())), "too many requests");
        }
    }

    /** Throws when there were so many wrong passwords from there that no other is looked at. */
    void beforeLogin(HttpRequest request, Credentials credentials) {
        if (failedLogins.isPresent()
                && credentials instanceof Credentials.Basic
                && request.clientAddress().isPresent()) {
            Duration wait =
                    failedLogins.get().look(Client.of(request.clientAddress().get()));
            demandNone(wait, "too many failed logins from your address");
        }
    }

    /** Counts a wrong password; to whom passwords say nothing, a registry with tokens for example, none is wrong. */
    void refused(HttpRequest request, Credentials credentials, Challenge challenge) {
        boolean isPassword =
                credentials instanceof Credentials.Basic && challenge.header().regionMatches(true, 0, "Basic", 0, 5);
        if (isPassword && failedLogins.isPresent() && request.clientAddress().isPresent()) {
            failedLogins.get().force(Client.of(request.clientAddress().get()));
        }
    }

    private static void demandNone(Duration wait, String reason) {
        if (!wait.isZero()) {
            String seconds = Long.toString(wait.plusNanos(999_999_999).toSeconds());
            throw Refusal.because(
                    429, ErrorCode.TOOMANYREQUESTS, reason, new HttpHeader(HeaderName.RETRY_AFTER, seconds));
        }
    }

    /** FNV-1a of 64 bits. */
    private static long key(String name) {
        long key = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            key = (key ^ name.charAt(i)) * 0x100000001b3L;
        }
        return key;
    }
}
