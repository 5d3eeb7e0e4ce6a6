package dev.berth.registry.access;

import dev.berth.registry.model.RepositoryName;
import java.util.Objects;

/**
 * An exception to the grants of a caller for some tags.
 *
 * @param pattern a regular expression as RE2 has it; tags that contain a match are denied
 */
public record TagLimit(RepositoryName repository, Deed deed, String pattern) {

    /** The denied operations. */
    public enum Deed {
        /** Setting a tag, including for the first time. */
        SET,
        /** Moving an existing tag to another manifest. */
        MOVE,
        /** Deleting a tag. */
        DELETE
    }

    /** Refuses null. */
    public TagLimit {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(deed, "deed");
        Objects.requireNonNull(pattern, "pattern");
    }
}
