package dev.berth.registry.engine.migration;

import dev.berth.registry.spi.StoreException;
import java.util.List;

/** Divides lists into batches of at most 1,000, the size of one statement. */
final class Batches {
    private static final int MAX = 1_000;

    private Batches() {}

    interface Work<T> {
        Object on(List<T> batch) throws StoreException;
    }

    static <T> void forEach(List<T> items, Work<T> work) throws StoreException {
        for (int from = 0; from < items.size(); from += MAX) {
            work.on(items.subList(from, Math.min(items.size(), from + MAX)));
        }
    }
}
