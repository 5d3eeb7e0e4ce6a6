package dev.berth.registry.model;

import java.util.List;
import java.util.Optional;
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

    /**
     * The position from which the next page continues: that of the last item. Empty at the end of the list, and for a
     * page without items.
     */
    public <P> Optional<P> next(Function<? super T, ? extends P> position) {
        return more && !items.isEmpty() ? Optional.of(position.apply(items.get(items.size() - 1))) : Optional.empty();
    }

    /** The page of {@code change} of each item. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), more);
    }
}
