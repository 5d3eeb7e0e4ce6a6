package dev.berth.registry.http.limit;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.http.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Limits wrong passwords by client. A login takes a token before its password is checked, so that a burst of guesses
 * does not pass the limit together; a login that was not wrong gives it back. A login that finds no token while others
 * of its client are being checked waits for their outcome, so that a build farm with good passwords is not limited.
 * Safe for use by any number of threads.
 */
final class FailedLogins {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final TokenBuckets failures;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Checks> running = new HashMap<>();

    /** The logins of one client that are being checked. */
    private static final class Checks {
        private final Condition ended;
        private int count;

        Checks(Condition ended) {
            this.ended = ended;
        }
    }

    FailedLogins(RateLimit limit, long seed, LongSupplier clock) {
        failures = new TokenBuckets(limit, seed, clock);
    }

    /**
     * Begins to check a password; {@link #end} has to follow.
     *
     * @throws Refusal 429 when there were too many wrong passwords from this client
     */
    void begin(long client) {
        long left = LONGEST_WAIT.toNanos();
        lock.lock();
        try {
            Duration wait = failures.take(client);
            while (!wait.isZero()) {
                Checks others = running.get(client);
                if (others == null || left <= 0) {
                    throw Refusal.tooMany(wait, "too many failed logins from your address");
                }
                left = others.ended.awaitNanos(left);
                wait = failures.take(client);
            }
            running.computeIfAbsent(client, unknown -> new Checks(lock.newCondition())).count++;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.because(ErrorCode.UNAVAILABLE, "the registry is stopping");
        } finally {
            lock.unlock();
        }
    }

    /** Ends a check; only a wrong password counts. */
    void end(long client, boolean wrong) {
        lock.lock();
        try {
            if (!wrong) {
                failures.giveBack(client);
            }
            Checks checks = running.get(client);
            if (checks != null && --checks.count == 0) {
                running.remove(client);
                checks.ended.signalAll();
            } else if (checks != null) {
                checks.ended.signal();
            }
        } finally {
            lock.unlock();
        }
    }
}
