package dev.berth.registry.maintenance;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import java.util.Objects;

/**
 * A manifest without a holder, which is deleted when its review is due unless it gets one before.
 *
 * @param size bytes of the manifest, and of the blobs of its repository that it needs, also of those that others need
 */
public record UnreferencedManifest(Digest digest, MediaType mediaType, long size, PendingReview review) {

    /** Refuses null. */
    public UnreferencedManifest {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(review, "review");
    }
}
