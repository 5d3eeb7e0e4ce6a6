package dev.berth.registry.model;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A stored manifest or index: its bytes exactly as pushed, with their digest and media type.
 *
 * @param digest the digest it was pushed by, or the one computed for a push by tag
 * @param mediaType the Content-Type it was pushed with, without parameters
 * @param content the bytes; the accessor answers a read-only view with its own position
 */
public record Manifest(Digest digest, MediaType mediaType, ByteBuffer content) {

    /**
     * A manifest that was deleted by its digest and can come back.
     *
     * @param size the length of its content, in bytes
     * @param deleted the time of its deletion
     */
    public record Deleted(Digest digest, MediaType mediaType, int size, Instant deleted) {

        /** Refuses null. */
        public Deleted {
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(deleted, "deleted");
        }
    }

    /**
     * A manifest of a repository, with or without tags.
     *
     * @param kind the kind of artifact it is
     * @param size the length of its content, in bytes
     * @param subject the manifest that it refers to, which need not exist
     * @param created the time at which the repository got it
     * @param tags the first of its tags in byte order, at most {@link #MOST_TAGS}
     * @param moreTags true when it has more tags
     */
    public record Details(
            Digest digest,
            MediaType mediaType,
            ArtifactKind kind,
            long size,
            Optional<Digest> subject,
            Instant created,
            List<Tag> tags,
            boolean moreTags) {
        /** The greatest number of tags of a manifest that are listed with it. */
        public static final int MOST_TAGS = 10;

        /** Refuses null, and copies the tags. */
        public Details {
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(created, "created");
            tags = List.copyOf(tags);
        }
    }

    /**
     * A request for a part of the manifests of a repository, in byte order of the wire form of their digests.
     *
     * @param page {@code last} is the wire form of a digest
     */
    public record Query(Selection selection, PageRequest page) {

        /** The manifests that are listed. */
        public enum Selection {
            /** Every manifest. */
            ALL,
            /** Those that no tag names; indexes may list them. */
            UNTAGGED
        }

        /** Refuses null. */
        public Query {
            Objects.requireNonNull(selection, "selection");
            Objects.requireNonNull(page, "page");
        }

        /** Selects every manifest. */
        public static Query all(PageRequest page) {
            return new Query(Selection.ALL, page);
        }

        /** Selects the manifests that no tag names. */
        public static Query untagged(PageRequest page) {
            return new Query(Selection.UNTAGGED, page);
        }
    }

    /** Keeps a view of {@code content}, not a copy: the caller must not modify it afterwards. */
    public Manifest {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(mediaType, "mediaType");
        content = content.slice().asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer content() {
        return content.duplicate();
    }

    /** Length of the content, in bytes. */
    public int size() {
        return content.limit();
    }
}
