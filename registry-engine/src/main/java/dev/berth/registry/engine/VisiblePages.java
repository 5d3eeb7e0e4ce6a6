package dev.berth.registry.engine;

import dev.berth.registry.model.Page;
import dev.berth.registry.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Fills pages with the items that a caller may see.
 *
 * @param position the position of an item in the list
 * @param source the pages of the list
 */
record VisiblePages<T, P>(Function<T, P> position, Source<T, P> source) {
    private static final int GREATEST_BATCH = 1_000;

    /** Pages of a store. */
    interface Source<T, P> {
        Page<T> list(int limit, Optional<P> after) throws StoreException;
    }

    /**
     * Requests one more than the limit, so that {@code more} is exact for the visible items; with all of them visible
     * this is one call.
     */
    Page<T> fill(int limit, Optional<P> after, Predicate<T> visible) throws StoreException {
        List<T> seen = new ArrayList<>();
        int batch = Math.min(limit, Integer.MAX_VALUE - 1) + 1;
        Page<T> fetched = source.list(batch, after);
        fetched.items().stream().filter(visible).forEach(seen::add);
        Optional<P> next = fetched.next(position);
        while (next.isPresent() && seen.size() <= limit) {
            fetched = source.list(Math.max(batch, GREATEST_BATCH), next);
            fetched.items().stream().filter(visible).forEach(seen::add);
            next = fetched.next(position);
        }
        return Page.ofFetched(seen, limit);
    }
}
