package dev.berth.registry.http.limit;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.http.Refusal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** Keeps clients within {@link RateLimits}. */
public final class RateLimiter {
    private final Optional<TokenBuckets> addresses;
    private final Optional<TokenBuckets> callers;
    private final Optional<TokenBuckets> failedLogins;

    public RateLimiter(RateLimits limits) {
        long seed = new SecureRandom().nextLong();
        addresses = limits.perAddress().map(limit -> new TokenBuckets(limit, seed, System::nanoTime));
        callers = limits.perCaller().map(limit -> new TokenBuckets(limit, seed, System::nanoTime));
        failedLogins = limits.failedLogins().map(limit -> new TokenBuckets(limit, seed, System::nanoTime));
    }

    /** Counts a request of whoever sent it. */
    public void count(HttpRequest request) {
        if (addresses.isPresent() && request.clientAddress().isPresent()) {
            Duration wait =
                    addresses.get().take(ClientKey.of(request.clientAddress().get()));
            requireNone(wait, "too many requests from your address");
        }
    }

    /** Counts a request of a caller; what nobody in particular asks is counted by address only. */
    public void count(Caller caller) {
        if (callers.isPresent() && !caller.isAnonymous()) {
            requireNone(callers.get().take(key(caller.name())), "too many requests");
        }
    }

    /** Throws when there were so many wrong passwords from there that no other is looked at. */
    public void beforeLogin(HttpRequest request, Credentials credentials) {
        if (failedLogins.isPresent()
                && credentials instanceof Credentials.Basic
                && request.clientAddress().isPresent()) {
            Duration wait =
                    failedLogins.get().look(ClientKey.of(request.clientAddress().get()));
            requireNone(wait, "too many failed logins from your address");
        }
    }

    /** Counts a wrong password; to whom passwords say nothing, a registry with tokens for example, none is wrong. */
    public void refused(HttpRequest request, Credentials credentials, Challenge challenge) {
        boolean isPassword =
                credentials instanceof Credentials.Basic && challenge.header().regionMatches(true, 0, "Basic", 0, 5);
        if (isPassword && failedLogins.isPresent() && request.clientAddress().isPresent()) {
            failedLogins.get().force(ClientKey.of(request.clientAddress().get()));
        }
    }

    private static void requireNone(Duration wait, String reason) {
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
