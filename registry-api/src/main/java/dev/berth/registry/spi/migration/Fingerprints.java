package dev.berth.registry.spi.migration;

import java.util.Objects;
import java.util.Optional;

/**
 * The state of a source that was imported: hashes over names, sizes and times.
 *
 * @param content of manifests and links, or of a folder; empty while they are not imported
 * @param tags of tags; empty while they are not imported
 */
public record Fingerprints(Optional<String> content, Optional<String> tags) {
    /** The state of a source before its first import. */
    public static final Fingerprints NONE = new Fingerprints(Optional.empty(), Optional.empty());

    /** Refuses null. */
    public Fingerprints {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(tags, "tags");
    }
}
