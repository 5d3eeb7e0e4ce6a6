package dev.berth.registry.engine.memory;

import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

/**
 * Makes each step on shared rows atomic. Writing excludes everything else; reading costs no lock unless a write comes
 * in between. What is read must therefore be safe to read during a write; an answer spoilt by one is never given.
 */
final class StoreLock {
    private final StampedLock lock = new StampedLock();

    <T> T read(Supplier<? extends T> step) {
        long stamp = lock.tryOptimisticRead();
        if (stamp != 0) {
            T answer = step.get();
            if (lock.validate(stamp)) {
                return answer;
            }
        }
        stamp = lock.readLock();
        try {
            return step.get();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    <T> T write(Supplier<? extends T> step) {
        long stamp = lock.writeLock();
        try {
            return step.get();
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
