package dev.berth.registry;

import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.PageRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * Which referrers are wanted.
 *
 * @param artifactType only those of this type
 * @param page the greatest number, and the digest behind which to go on
 */
public record ReferrersRequest(Optional<MediaType> artifactType, PageRequest page) {

    /** Refuses null. */
    public ReferrersRequest {
        Objects.requireNonNull(artifactType, "artifactType");
        Objects.requireNonNull(page, "page");
    }
}
