package dev.berth.registry;

import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of a deletion of several tags.
 *
 * @param deleted number of deleted tags
 * @param kept number of selected tags that were kept: protected, or set again meanwhile
 * @param next the tag after which the deletion continues; empty when it is complete
 */
public record TagDeletion(long deleted, long kept, Optional<String> next) {

    /** Refuses null. */
    public TagDeletion {
        Objects.requireNonNull(next, "next");
    }
}
