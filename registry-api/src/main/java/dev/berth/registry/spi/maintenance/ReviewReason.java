package dev.berth.registry.spi.maintenance;

/** What made something suspect of being garbage. */
public enum ReviewReason {
    /** A blob was uploaded; no manifest of the repository needs it yet. */
    UPLOADED,
    /** A blob was mounted; no manifest of the repository needs it yet. */
    MOUNTED,
    /** A manifest was put without a tag. */
    PUT_UNTAGGED,
    /** A tag of it was set to another manifest. */
    TAG_MOVED,
    /** A tag of it was deleted. */
    TAG_DELETED,
    /** A manifest that needed it, listed it or was its subject was deleted. */
    MANIFEST_DELETED,
    /** A client took the blob from a repository. */
    UNLINKED,
    /** A repository that had it was deleted. */
    REPOSITORY_DELETED,
    /** A consistency check found that nothing held it and that it was not under review. */
    FOUND_UNHELD
}
