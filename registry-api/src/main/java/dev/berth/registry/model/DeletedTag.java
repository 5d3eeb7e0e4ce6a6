package dev.berth.registry.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A tag that was deleted and can come back.
 *
 * @param digest the manifest it named
 * @param deleted the time of its deletion
 */
public record DeletedTag(Tag tag, Digest digest, Instant deleted) {

    /** Refuses null. */
    public DeletedTag {
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(deleted, "deleted");
    }
}
