package dev.berth.registry.maintenance;

/** The change that scheduled a review. */
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
    /** A client deleted the blob from a repository. */
    UNLINKED,
    /** A repository that had it was deleted. */
    REPOSITORY_DELETED,
    /** A consistency check found it unreferenced and without a pending review. */
    FOUND_UNHELD
}
