package dev.berth.registry.storage.gcs;

import com.google.cloud.storage.StorageException;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Bounds the number of calls that wait for an answer at a time. Safe for use by any number of threads. */
final class CallLimit {
    private final Semaphore left;

    CallLimit(int most) {
        left = new Semaphore(most);
    }

    /** Something that makes a call and may fail in these ways. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException, StoreException;
    }

    /** Makes a call when it is its turn. */
    <T> T of(Call<T> call) throws IOException, StoreException {
        requireTurn();
        try {
            return call.run();
        } finally {
            left.release();
        }
    }

    /** Gets an answer when it is its turn. */
    <T> T answer(Supplier<? extends T> call) {
        requireTurn();
        try {
            return call.get();
        } finally {
            left.release();
        }
    }

    /** Within the deadline of the caller. */
    private void requireTurn() {
        boolean isTaken = false;
        try {
            isTaken = left.tryAcquire(Deadline.current().left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!isTaken) {
            throw new StorageException(
                    new ConnectException("the deadline passed during the wait for concurrent calls"));
        }
    }
}
