package dev.berth.registry.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A repository and its times.
 *
 * @param created the time at which it got its first content
 * @param renamed the time of its last rename; empty when it has the name it was created with
 * @param published the time at which one of its tags was last set; empty without tags
 */
public record RepositoryDetails(
        RepositoryName name, Instant created, Optional<Instant> renamed, Optional<Instant> published) {

    /** Refuses null. */
    public RepositoryDetails {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(renamed, "renamed");
        Objects.requireNonNull(published, "published");
    }
}
