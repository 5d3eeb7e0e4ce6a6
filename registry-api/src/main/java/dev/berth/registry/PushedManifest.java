package dev.berth.registry;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A manifest that was stored.
 *
 * @param digest the digest it was pushed by, or the one computed for a push by tag
 * @param subject the subject it refers to (answered as OCI-Subject)
 * @param tags the tags that were set (answered as OCI-Tag), in the order of the request
 */
public record PushedManifest(Digest digest, Optional<Digest> subject, List<Tag> tags) {

    /** Copies the tags. */
    public PushedManifest {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(subject, "subject");
        tags = List.copyOf(tags);
    }
}
