package dev.berth.registry;

import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.Tag;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A manifest to push.
 *
 * @param reference the tag or digest it is pushed by
 * @param tags further tags to set, when pushed by digest
 * @param mediaType the media type the client sent; if empty, the manifest's own {@code mediaType} is used
 * @param content the bytes; not modified afterwards
 * @param immutable tags that are set only if they name nothing yet, or this very manifest
 */
public record ManifestPush(
        Reference reference, List<Tag> tags, Optional<MediaType> mediaType, ByteBuffer content, Set<Tag> immutable) {

    /** Copies the tags and keeps a read-only view of the content. */
    public ManifestPush {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(mediaType, "mediaType");
        tags = List.copyOf(tags);
        content = content.slice().asReadOnlyBuffer();
        immutable = Set.copyOf(immutable);
    }

    /** With tags that may all be moved. */
    public ManifestPush(Reference reference, List<Tag> tags, Optional<MediaType> mediaType, ByteBuffer content) {
        this(reference, tags, mediaType, content, Set.of());
    }

    /** The same with these tags immutable. */
    public ManifestPush holding(Set<Tag> tags) {
        return new ManifestPush(reference, this.tags, mediaType, content, tags);
    }

    /** A read-only view with its own position. */
    @Override
    public ByteBuffer content() {
        return content.duplicate();
    }
}
