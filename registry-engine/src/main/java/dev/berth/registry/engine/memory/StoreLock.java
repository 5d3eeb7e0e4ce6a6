package dev.berth.registry.engine.memory;

import dev.berth.registry.spi.StoreException;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

/**
 * Makes each step on shared rows atomic. A write excludes all other steps; a read takes no lock unless a write is
 * concurrent. Rows must therefore be safe to read during a write; the answer of a disturbed read is discarded.
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

    /** A step that may find that it cannot be done. */
    interface Refusable<T> {
        T run() throws StoreException;
    }

    <T> T writeOrRefuse(Refusable<? extends T> step) throws StoreException {
        long stamp = lock.writeLock();
        try {
            return step.run();
        } finally {
            lock.unlockWrite(stamp);
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
