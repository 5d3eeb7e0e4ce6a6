package dev.berth.registry.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A request for a part of a list (OCI Distribution Specification, "Listing Tags").
 *
 * @param limit the greatest number of items, at least 0; a page of 0 items still reports whether there are more
 * @param last items after this text in byte order; it need not be the name of an item
 */
public record PageRequest(int limit, Optional<String> last) {

    /** Refuses a negative limit. */
    public PageRequest {
        Objects.requireNonNull(last, "last");
        if (limit < 0) {
            throw new IllegalArgumentException("negative limit: " + limit);
        }
    }

    /** The first {@code limit} items. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty());
    }

    /** The {@code limit} items after {@code last}. */
    public static PageRequest after(String last, int limit) {
        return new PageRequest(limit, Optional.of(last));
    }
}
