package dev.berth.registry.auth.token;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that somebody else keeps. Requests go on with the known ones while one of them fetches; only who needs a key that
 * is not known waits for it.
 */
final class FetchedKeys implements KeySource {
    private static final Logger log = LoggerFactory.getLogger(FetchedKeys.class);
    static final Duration PAUSE = Duration.ofSeconds(5);
    static final Duration LIFE = Duration.ofMinutes(10);

    private final KeySetFetch fetch;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Known known = new Known(KeyRing.EMPTY, Instant.MIN);

    private record Known(KeyRing keys, Instant tried) {}

    FetchedKeys(KeySetFetch fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    @Override
    public KeyRing keys() {
        if (isOlderThan(LIFE) && fetching.tryLock()) {
            fetchUnlessYoungerThan(LIFE);
        }
        return known.keys;
    }

    /** @throws RegistryException UNAVAILABLE when no keys are known, and nobody can say whether a token is good */
    @Override
    public KeyRing keysAfterUnknownName() {
        if (isOlderThan(PAUSE) || fetching.isLocked()) {
            fetching.lock();
            fetchUnlessYoungerThan(PAUSE);
        }
        if (known.keys.isEmpty()) {
            throw new RegistryException(ErrorCode.UNAVAILABLE, "the keys of tokens cannot be fetched");
        }
        return known.keys;
    }

    @Override
    public void check() throws IOException {
        fetch.run();
    }

    /** Somebody else may have fetched while this thread waited for the lock, which it gives back. */
    private void fetchUnlessYoungerThan(Duration age) {
        try {
            if (isOlderThan(age)) {
                known = new Known(fetched(), clock.instant());
            }
        } finally {
            fetching.unlock();
        }
    }

    private KeyRing fetched() {
        try {
            return fetch.run();
        } catch (IOException e) {
            log.warn("the keys of tokens cannot be fetched; those known count on: {}", reason(e));
            return known.keys;
        }
    }

    private boolean isOlderThan(Duration age) {
        Instant tried = known.tried;
        return tried.equals(Instant.MIN) || !clock.instant().isBefore(tried.plus(age));
    }

    private static String reason(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure.getCause() == null ? message : message + ": " + failure.getCause();
    }
}
