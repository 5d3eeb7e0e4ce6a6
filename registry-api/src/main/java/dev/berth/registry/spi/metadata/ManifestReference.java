package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Content that a manifest needs in its own repository.
 *
 * @param target the kind of content that satisfies it
 * @param size its declared size in bytes; empty to skip the comparison
 * @param mediaType its declared media type if it is a manifest; empty to skip the comparison
 */
public record ManifestReference(Digest digest, Target target, OptionalLong size, Optional<MediaType> mediaType) {

    /** The kind of content a reference may point to. */
    public enum Target {
        /** A blob linked to the repository: a layer. */
        BLOB,
        /** A blob linked to the repository that is the config and none of the layers. */
        CONFIG,
        /**
         * A manifest of the repository or, as in an index that BuildKit caches with, a blob linked to it. A blob does
         * not satisfy a reference that declares the type of a manifest: no client finds it there.
         */
        MANIFEST_OR_BLOB
    }

    /** Refuses null. */
    public ManifestReference {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(mediaType, "mediaType");
    }

    /** The same with another kind of target. */
    public ManifestReference as(Target other) {
        return new ManifestReference(digest, other, size, mediaType);
    }

    /** True unless it names a child and declares the type of a manifest. */
    public boolean acceptsBlob() {
        return target != Target.MANIFEST_OR_BLOB
                || mediaType.filter(MediaType::isManifest).isEmpty();
    }

    /** A reference without comparison of size and type. */
    public ManifestReference(Digest digest, Target target) {
        this(digest, target, OptionalLong.empty(), Optional.empty());
    }
}
