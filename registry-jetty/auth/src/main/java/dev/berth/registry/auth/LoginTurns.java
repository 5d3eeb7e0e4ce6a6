package dev.berth.registry.auth;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.access.Credentials;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The turns of logins at the processors that hash passwords. Safe for use by any number of threads. */
final class LoginTurns {
    /** Each holds a thread, of which Java 17 has two hundred. */
    static final int MOST_WAITING = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final WaitingLogins waiting;
    private final Duration longest;
    private final Set<WaitingLogins.Waiting> called = new HashSet<>();
    private final Set<WaitingLogins.Waiting> refused = new HashSet<>();
    private int free;

    /**
     * @param places the number of passwords hashed at a time
     * @param longest the longest wait for a turn
     */
    LoginTurns(int places, Duration longest, RecentFailures failures) {
        this.free = places;
        this.longest = longest;
        this.waiting = new WaitingLogins(failures);
    }

    /**
     * Waits for the turn of a login; {@link #end} has to follow.
     *
     * @throws RegistryException TOOMANYREQUESTS when it does not come in time or too many wait, UNAVAILABLE when the
     *     thread is interrupted
     */
    WaitingLogins.Waiting begin(Credentials.Basic login) {
        lock.lock();
        try {
            WaitingLogins.Waiting own = waiting.of(login);
            if (free > 0) {
                free--;
                return own;
            }
            waiting.add(own);
            if (waiting.size() > MOST_WAITING) {
                refused.add(waiting.last());
                changed.signalAll();
            }
            if (!isCalled(own)) {
                throw new RegistryException(ErrorCode.TOOMANYREQUESTS, "too many logins at the same time");
            }
            return own;
        } finally {
            lock.unlock();
        }
    }

    private boolean isCalled(WaitingLogins.Waiting own) {
        long left = longest.toNanos();
        try {
            while (!called.remove(own)) {
                if (refused.remove(own) || left <= 0) {
                    waiting.remove(own);
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            waiting.remove(own);
            refused.remove(own);
            if (called.remove(own)) {
                release();
            }
            Thread.currentThread().interrupt();
            throw new RegistryException(ErrorCode.UNAVAILABLE, "the registry is stopping");
        }
    }

    /** Ends a turn; the next login begins its own. */
    void end(WaitingLogins.Waiting login, boolean wrong) {
        lock.lock();
        try {
            if (wrong) {
                waiting.failed(login);
            }
            release();
        } finally {
            lock.unlock();
        }
    }

    private void release() {
        Optional<WaitingLogins.Waiting> next = waiting.next();
        if (next.isEmpty()) {
            free++;
        } else {
            called.add(next.get());
            changed.signalAll();
        }
    }

    /** The number of logins that wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
