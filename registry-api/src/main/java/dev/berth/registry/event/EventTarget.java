package dev.berth.registry.event;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The content an event is about.
 *
 * @param digest of the manifest or blob; empty when a tag was deleted
 * @param mediaType of the manifest, {@code application/octet-stream} for blobs; empty where a deletion did not look
 * @param size length of the content, in bytes; empty where a deletion did not look
 * @param tag the tag that was set, read or deleted
 * @param from the repository a blob was mounted from; the name of a repository before it was renamed
 */
public record EventTarget(
        RepositoryName repository,
        Optional<Digest> digest,
        Optional<MediaType> mediaType,
        OptionalLong size,
        Optional<Tag> tag,
        Optional<RepositoryName> from) {

    /** Refuses null. */
    public EventTarget {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(from, "from");
    }
}
