package dev.berth.registry.access;

import dev.berth.registry.model.RepositoryName;
import java.util.Objects;

/**
 * What a caller may not do though it may do so in general.
 *
 * @param pattern a regular expression as RE2 has it; tags in which it is found are out of reach
 */
public record TagLimit(RepositoryName repository, Deed deed, String pattern) {

    /** What may be out of reach. */
    public enum Deed {
        /** To set a tag, be it for the first time. */
        SET,
        /** To let a tag that names a manifest name another one. */
        MOVE,
        /** To delete a tag. */
        DELETE
    }

    /** Refuses null. */
    public TagLimit {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(deed, "deed");
        Objects.requireNonNull(pattern, "pattern");
    }
}
