package dev.berth.registry.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A tag as it was when it was selected.
 *
 * @param set the time at which it was last set
 */
public record SelectedTag(Tag tag, Digest digest, Instant set) {

    /** Refuses null. */
    public SelectedTag {
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(set, "set");
    }
}
