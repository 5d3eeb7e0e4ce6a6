package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something a manifest needs in its own repository.
 *
 * @param target what may satisfy it
 * @param size how many bytes it is said to have; empty when that is not to be compared
 * @param mediaType the type it is said to have if it is a manifest; empty when that is not to be compared
 */
public record ManifestReference(Digest digest, Target target, OptionalLong size, Optional<MediaType> mediaType) {

    /** What a reference may lead to. */
    public enum Target {
        /** A blob linked to the repository: a config, a layer. */
        BLOB,
        /** A manifest of the repository or, as in an index that BuildKit caches with, a blob linked to it. */
        MANIFEST_OR_BLOB
    }

    /** Refuses null. */
    public ManifestReference {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(mediaType, "mediaType");
    }

    /** One of which nothing is compared. */
    public ManifestReference(Digest digest, Target target) {
        this(digest, target, OptionalLong.empty(), Optional.empty());
    }
}
