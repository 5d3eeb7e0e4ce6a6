package dev.berth.registry.model;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A pointer to content (OCI Image Specification, descriptor.md).
 *
 * @param size length of the content, in bytes
 * @param artifactType the kind of artifact it belongs to, where it was given
 * @param annotations in byte order of the keys
 */
public record Descriptor(
        MediaType mediaType,
        Digest digest,
        long size,
        Optional<MediaType> artifactType,
        Map<String, String> annotations) {

    /** Refuses a negative size. */
    public Descriptor {
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(artifactType, "artifactType");
        if (size < 0) {
            throw new IllegalArgumentException("negative size: " + size);
        }
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /** A descriptor without artifact type and annotations. */
    public Descriptor(MediaType mediaType, Digest digest, long size) {
        this(mediaType, digest, size, Optional.empty(), Map.of());
    }
}
