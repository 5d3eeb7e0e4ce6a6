package dev.berth.registry.access;

import dev.berth.registry.model.RepositoryName;
import java.util.Objects;

/**
 * What a caller may not do though it may do so in general.
 *
 * @param action PUSH or DELETE
 * @param pattern a regular expression as RE2 has it; tags in which it is found are out of reach
 */
public record TagLimit(RepositoryName repository, Action action, String pattern) {

    /** Refuses null. */
    public TagLimit {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(pattern, "pattern");
    }
}
