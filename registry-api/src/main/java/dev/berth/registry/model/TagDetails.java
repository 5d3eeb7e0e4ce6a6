package dev.berth.registry.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A tag, the manifest it names and its times.
 *
 * @param config the digest of the config of an image; empty for an index
 * @param kind the kind of artifact it is
 * @param size bytes of everything the manifest needs, each digest once: itself, its config and layers, and the same of
 *     what an index lists, at any depth
 * @param created the time at which the tag was first set
 * @param updated the time at which it was last set
 */
public record TagDetails(
        Tag tag,
        Digest digest,
        MediaType mediaType,
        Optional<Digest> config,
        ArtifactKind kind,
        long size,
        Instant created,
        Instant updated) {

    /** Refuses null. */
    public TagDetails {
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(updated, "updated");
    }

    /** The later of both times. */
    public Instant published() {
        return updated.isAfter(created) ? updated : created;
    }

    /** The time at which it was last set; empty when it was set once. */
    public Optional<Instant> changed() {
        return updated.equals(created) ? Optional.empty() : Optional.of(updated);
    }
}
