package dev.berth.registry.launcher.storage;

import dev.berth.registry.spi.StoreException;

/** Observes the calls of a blob store, around each of them. Safe for use by any number of threads. */
public interface StorageObserver {

    /** A call of the storage. */
    interface Call<T> {
        T run() throws StoreException;
    }

    /** A call without an answer. */
    interface Action {
        void run() throws StoreException;
    }

    /**
     * Makes a call, once, on the thread that calls.
     *
     * @param action one of a fixed set of names, {@code open} for example
     */
    <T> T observe(String action, Call<T> call) throws StoreException;

    /** The same for a call without an answer. */
    default void run(String action, Action call) throws StoreException {
        observe(action, () -> {
            call.run();
            return action;
        });
    }

    /** Bytes were handed to the storage. */
    default void written(long bytes) {}

    /** A writer was opened. */
    default void opened() {}

    /** A writer was closed. */
    default void closed() {}
}
