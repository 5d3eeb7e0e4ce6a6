package dev.berth.registry.http;

import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps clients within {@link RateLimits}. */
final class Traffic {
    private final Optional<Buckets> addresses;
    private final Optional<Buckets> callers;
    private final Optional<FailedLogins> failedLogins;

    Traffic(RateLimits limits) {
        long seed = new SecureRandom().nextLong();
        addresses = limits.perAddress().map(limit -> new Buckets(limit, seed, System::nanoTime));
        callers = limits.perCaller().map(limit -> new Buckets(limit, seed, System::nanoTime));
        failedLogins = limits.failedLogins().map(limit -> new FailedLogins(limit, seed, System::nanoTime));
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

    /**
     * Authenticates a request within the limit of wrong passwords. Only an answer to a Basic challenge is a password; a
     * registry with tokens challenges otherwise.
     */
    Authentication authenticate(HttpRequest request, Credentials credentials, Supplier<Authentication> check) {
        Optional<InetAddress> address = request.clientAddress();
        if (failedLogins.isEmpty() || address.isEmpty() || !(credentials instanceof Credentials.Basic)) {
            return check.get();
        }
        long client = Client.of(address.get());
        failedLogins.get().begin(client);
        boolean isWrong = false;
        try {
            Authentication authentication = check.get();
            isWrong = authentication instanceof Authentication.Refused refused && isBasic(refused.challenge());
            return authentication;
        } finally {
            failedLogins.get().end(client, isWrong);
        }
    }

    private static boolean isBasic(Challenge challenge) {
        return challenge.header().regionMatches(true, 0, "Basic", 0, 5);
    }

    private static void demandNone(Duration wait, String reason) {
        if (!wait.isZero()) {
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
