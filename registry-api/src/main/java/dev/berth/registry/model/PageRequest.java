package dev.berth.registry.model;

import java.util.Objects;
import java.util.Optional;

/**
 * Which part of a list is wanted (OCI Distribution Specification, "Listing Tags").
 *
 * @param limit the greatest number of items, at least 0; a page of none still tells whether there are more
 * @param last items behind this text in byte order; it need not be the name of one
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

    /** The {@code limit} items behind {@code last}. */
    public static PageRequest after(String last, int limit) {
        return new PageRequest(limit, Optional.of(last));
    }
}
