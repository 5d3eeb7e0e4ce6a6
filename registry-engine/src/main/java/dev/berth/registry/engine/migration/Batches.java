package dev.berth.registry.engine.migration;

import dev.berth.registry.spi.StoreException;
import java.util.List;

/** Divides lists into batches of at most 1,000, the size of one statement. */
final class Batches {
    static final int MAX = 1_000;

    private Batches() {}

    interface Work<T> {
        Object on(List<T> batch) throws StoreException;
    }

    static <T> void forEach(List<T> items, Work<T> work) throws StoreException {
        for (int from = 0; from < items.size(); from += MAX) {
            work.on(at(from, items));
        }
    }

    /** The batch that begins at this place; empty behind the last item. */
    static <T> List<T> at(int from, List<T> items) {
        int begin = Math.min(items.size(), from);
        return items.subList(begin, Math.min(items.size(), begin + MAX));
    }
}
