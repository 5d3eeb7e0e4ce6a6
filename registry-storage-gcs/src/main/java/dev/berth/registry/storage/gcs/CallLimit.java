package dev.berth.registry.storage.gcs;

import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets no more than so many calls wait for an answer at a time. Safe for use by any number of threads. */
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
        left.acquireUninterruptibly();
        try {
            return call.run();
        } finally {
            left.release();
        }
    }

    /** Gets an answer when it is its turn. */
    <T> T answer(Supplier<? extends T> call) {
        left.acquireUninterruptibly();
        try {
            return call.get();
        } finally {
            left.release();
        }
    }
}
