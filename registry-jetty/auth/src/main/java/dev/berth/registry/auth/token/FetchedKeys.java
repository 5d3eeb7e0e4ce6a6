package dev.berth.registry.auth.token;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.auth.Elapsed;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys at an address. Requests use the known ones while one of them fetches; only a request that names an unknown key
 * waits. Keys that could not be fetched again for an hour are not used any more, so that a withdrawn key ends even if
 * fetching fails.
 */
final class FetchedKeys implements KeySource {
    private static final Logger log = LoggerFactory.getLogger(FetchedKeys.class);
    static final Duration PAUSE = Duration.ofSeconds(5);
    static final Duration LIFE = Duration.ofMinutes(10);
    static final Duration GRACE = Duration.ofHours(1);

    private final KeySetFetch fetch;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Known known = new Known(KeyRing.EMPTY, Optional.empty(), Optional.empty());

    /**
     * @param fetched the time of the last success
     * @param tried the time of the last attempt
     */
    private record Known(KeyRing keys, Optional<Instant> fetched, Optional<Instant> tried) {}

    FetchedKeys(KeySetFetch fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    @Override
    public KeyRing keys() {
        if (isOlderThan(LIFE) && fetching.tryLock()) {
            fetchUnlessYoungerThan(LIFE);
        }
        return current().orElse(KeyRing.EMPTY);
    }

    /** @throws RegistryException UNAVAILABLE when the keys are not known, so that no token can be checked */
    @Override
    public KeyRing keysAfterUnknownName() {
        if (isOlderThan(PAUSE) || fetching.isLocked()) {
            fetching.lock();
            fetchUnlessYoungerThan(PAUSE);
        }
        return current()
                .orElseThrow(() -> new RegistryException(
                        ErrorCode.UNAVAILABLE, "cannot fetch the keys of tokens; the server log has the cause"));
    }

    @Override
    public void check() throws IOException {
        if (fetch.run().isEmpty()) {
            throw new IOException(fetch + " contains no public key for signatures");
        }
    }

    private Optional<KeyRing> current() {
        Known now = known;
        return now.fetched
                .filter(time -> clock.instant().isBefore(time.plus(GRACE)))
                .map(time -> now.keys);
    }

    /** Another thread may have fetched while this one waited for the lock, which it gives back. */
    private void fetchUnlessYoungerThan(Duration age) {
        try {
            if (isOlderThan(age)) {
                known = fetched();
            }
        } finally {
            fetching.unlock();
        }
    }

    /** A set is as old as its request, a failure as its end. */
    private Known fetched() {
        Optional<Instant> begun = Optional.of(clock.instant());
        try {
            KeyRing keys = fetch.run();
            if (keys.isEmpty()) {
                log.warn("{} contains no public key for signatures: every token is refused", fetch);
            }
            return new Known(keys, begun, begun);
        } catch (IOException e) {
            log.warn("cannot fetch the keys of tokens; known keys are used for an hour at most: {}", reason(e));
            Instant now = clock.instant();
            // A clock that was set back does not make the hour longer.
            Optional<Instant> success = known.fetched.map(time -> time.isAfter(now) ? now : time);
            return new Known(known.keys, success, Optional.of(now));
        }
    }

    private boolean isOlderThan(Duration age) {
        return known.tried
                .map(time -> Elapsed.hasPassed(age, time, clock.instant()))
                .orElse(true);
    }

    private static String reason(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure.getCause() == null ? message : message + ": " + failure.getCause();
    }
}
