package dev.berth.registry.model;

import java.util.List;

/**
 * A part from the middle of a list.
 *
 * @param preceded true when the list has items before the first one
 * @param more true when it has items after the last one
 */
public record Slice<T>(List<T> items, boolean preceded, boolean more) {

    /** Copies the items. */
    public Slice {
        items = List.copyOf(items);
    }
}
