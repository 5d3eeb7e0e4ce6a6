package dev.berth.registry.model;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list in its order.
 *
 * @param more true when the list continues after the last item
 */
public record Page<T>(List<T> items, boolean more) {

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }

    /** Makes a page of items that were fetched with a limit of one more than the page may hold. */
    public static <T> Page<T> ofFetched(List<T> fetched, int limit) {
        return fetched.size() > limit ? new Page<>(fetched.subList(0, limit), true) : new Page<>(fetched, false);
    }

    /** The page of {@code change} of each item. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), more);
    }
}
