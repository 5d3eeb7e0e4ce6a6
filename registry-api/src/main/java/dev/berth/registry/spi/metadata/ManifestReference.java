package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Digest;
import java.util.Objects;

/**
 * Something a manifest needs in its own repository.
 *
 * @param target what may satisfy it
 */
public record ManifestReference(Digest digest, Target target) {

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
    }
}
