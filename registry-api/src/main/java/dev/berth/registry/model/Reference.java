package dev.berth.registry.model;

import java.util.Optional;

/**
 * A name of a manifest within a repository: a tag or a digest (OCI Distribution Specification, "Pulling manifests").
 */
public sealed interface Reference permits Tag, Digest {

    /** Reads a tag or a digest; empty when {@code text} is neither. A text with a colon can only be a digest. */
    static Optional<Reference> parse(String text) {
        return text.indexOf(':') >= 0
                ? Digest.parse(text).map(Reference.class::cast)
                : Tag.parse(text).map(Reference.class::cast);
    }
}
