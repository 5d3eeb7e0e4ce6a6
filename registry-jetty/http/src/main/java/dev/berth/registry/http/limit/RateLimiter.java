package dev.berth.registry.http.limit;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.http.Refusal;
import dev.berth.registry.http.limit.RefusalListener.Limit;
import dev.berth.registry.http.limit.RefusalListener.Login;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps clients within {@link RateLimits}. */
public final class RateLimiter {
    private final Optional<TokenBuckets> addresses;
    private final Optional<TokenBuckets> callers;
    private final Optional<FailedLogins> failedLogins;
    private final RefusalListener listener;

    /** These limits; the seed keeps clients from choosing names that share a bucket. */
    public RateLimiter(RateLimits limits, long seed, RefusalListener listener) {
        this.listener = listener;
        addresses = limits.perAddress().map(limit -> new TokenBuckets(limit, seed, System::nanoTime));
        callers = limits.perCaller().map(limit -> new TokenBuckets(limit, seed, System::nanoTime));
        failedLogins = limits.failedLogins().map(limit -> new FailedLogins(limit, seed, System::nanoTime));
    }

    /** Counts a request of its sender. */
    public void count(HttpRequest request) {
        if (addresses.isPresent() && request.clientAddress().isPresent()) {
            Duration wait =
                    addresses.get().take(ClientKey.of(request.clientAddress().get()));
            requireNone(wait, Limit.ADDRESS, "too many requests from your address");
        }
    }

    /** Counts a request of a caller; anonymous requests are counted by address only. */
    public void count(Caller caller) {
        if (callers.isPresent() && !caller.isAnonymous()) {
            requireNone(callers.get().take(key(caller.name())), Limit.CALLER, "too many requests");
        }
    }

    /**
     * Authenticates a request within the limit of wrong passwords. Only an answer to a Basic challenge is a password; a
     * registry with tokens challenges otherwise.
     */
    public Authentication authenticate(HttpRequest request, Credentials credentials, Supplier<Authentication> check) {
        Authentication authentication = authenticateWithinLimit(request, credentials, check);
        if (authentication instanceof Authentication.Refused) {
            Login.of(credentials).ifPresent(listener::loginRefused);
        }
        return authentication;
    }

    private Authentication authenticateWithinLimit(
            HttpRequest request, Credentials credentials, Supplier<Authentication> check) {
        Optional<InetAddress> address = request.clientAddress();
        if (failedLogins.isEmpty() || address.isEmpty() || !(credentials instanceof Credentials.Basic)) {
            return check.get();
        }
        long client = ClientKey.of(address.get());
        begin(failedLogins.get(), client);
        boolean isWrong = false;
        try {
            Authentication authentication = check.get();
            isWrong = authentication instanceof Authentication.Refused refused && isBasic(refused.challenge());
            return authentication;
        } finally {
            failedLogins.get().end(client, isWrong);
        }
    }

    private void begin(FailedLogins logins, long client) {
        try {
            logins.begin(client);
        } catch (Refusal e) {
            if (e.code() == ErrorCode.TOOMANYREQUESTS) {
                listener.limited(Limit.FAILED_LOGINS);
            }
            throw e;
        }
    }

    private static boolean isBasic(Challenge challenge) {
        return challenge.header().regionMatches(true, 0, "Basic", 0, 5);
    }

    private void requireNone(Duration wait, Limit limit, String reason) {
        if (!wait.isZero()) {
            listener.limited(limit);
            throw Refusal.tooMany(wait, reason);
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
