package dev.berth.registry;

import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.PageRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * A request for a page of referrers.
 *
 * @param artifactType only those of this type
 * @param page the greatest number, and the digest after which to continue
 */
public record ReferrersRequest(Optional<MediaType> artifactType, PageRequest page) {

    /** Refuses null. */
    public ReferrersRequest {
        Objects.requireNonNull(artifactType, "artifactType");
        Objects.requireNonNull(page, "page");
    }
}
