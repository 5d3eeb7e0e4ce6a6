package dev.berth.registry.maintenance;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import java.util.Objects;
import java.util.Optional;

/**
 * Something in a registry that should not be so.
 *
 * @param detail additional information for the operator
 */
public record Breach(
        Invariant invariant,
        Optional<RepositoryName> repository,
        Optional<Digest> digest,
        Optional<StorageKey> key,
        String detail) {

    /** The invariants of a registry. */
    public enum Invariant {
        /** The content that a manifest needs or lists is in its repository. */
        REFERENCE_PRESENT,
        /** A tag names a manifest of its repository. */
        TAG_NAMES_MANIFEST,
        /** A link leads to a blob and has its size and key. */
        LINK_LEADS_TO_BLOB,
        /** A link is found from its repository and from its blob, or from neither. */
        LINK_KNOWN_TO_BOTH,
        /** Unreferenced content is under review. */
        UNHELD_UNDER_REVIEW,
        /** The size of a repository is what its layers add up to. */
        SIZE_COUNTED,
        /** The object of a blob is in storage. */
        OBJECT_PRESENT,
        /** The object of a blob is as long as the blob. */
        OBJECT_COMPLETE,
        /** The object of a blob has the blob's digest. */
        OBJECT_INTACT,
        /** An object in storage is of a blob, of an upload or awaits deletion. */
        OBJECT_KNOWN,
        /** The object of a blob does not await deletion. */
        OBJECT_NOT_DOOMED,
        /** An unfinished object in storage is of an upload. */
        UPLOAD_KNOWN
    }

    /** Refuses null. */
    public Breach {
        Objects.requireNonNull(invariant, "invariant");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(detail, "detail");
    }
}
