package dev.berth.registry.migration;

/** The reason why something of the old registry was skipped, or imported with a remark. */
public enum MigrationReason {
    /** The tag has no current link. */
    TAG_LINK_MISSING,
    /** The current link of the tag is empty or holds no digest. */
    TAG_LINK_BROKEN,
    /** The tag names a manifest the repository does not have. */
    TAG_TARGET_MISSING,
    /** The manifest the tag names was skipped. */
    TAG_TARGET_SKIPPED,
    /** The link of the manifest is empty or has a wrong length. */
    REVISION_LINK_BROKEN,
    /** The content of the manifest is not there. */
    MANIFEST_MISSING,
    /** The content of the manifest is empty. */
    MANIFEST_EMPTY,
    /** The content of the manifest is longer than a manifest may be. */
    MANIFEST_TOO_LARGE,
    /** The content does not have the digest it is stored by. */
    DIGEST_MISMATCH,
    /** The content is no manifest or index this registry stores. */
    MANIFEST_INVALID,
    /** The config of the manifest is not linked to the repository. */
    CONFIG_NOT_LINKED,
    /** The config of the manifest is not there. */
    CONFIG_MISSING,
    /** A layer is not there. */
    LAYER_MISSING,
    /** A layer was not linked to the repository; it was linked and the manifest imported. */
    LAYER_NOT_LINKED(false),
    /** The link of a layer is empty or has a wrong length. */
    LAYER_LINK_BROKEN,
    /**
     * A child of the index is not there, was skipped, or is a blob and declared as a manifest; the index was imported.
     */
    CHILD_MISSING(false),
    /** A size that a manifest declares contradicts its content; the manifest was imported as it is. */
    SIZE_CONTRADICTS(false),
    /** The media type that an index declares for a child is not that of the child; the index was imported as it is. */
    TYPE_CONTRADICTS(false),
    /** A file that belongs to nothing. */
    STRAY_FILE,
    /** A name this registry does not accept. */
    NAME_INVALID,
    /** A digest of an algorithm this registry does not know. */
    ALGORITHM_UNSUPPORTED,
    /** The database or storage failed after all retries; the next run repeats the attempt. */
    STORE_FAILED,
    /** Verification: the old registry has it and this one has not, or has it otherwise. */
    NOT_AS_IN_SOURCE,
    /** Export: the content of a blob is missing in storage. */
    CONTENT_MISSING,
    /** Export: the old registry changed it since the last import; it was not overwritten. */
    CHANGED_IN_SOURCE,
    /** Export: only the old registry ever had it; it was kept. */
    KEPT_IN_SOURCE(false),
    /** Verification: this registry has it and the old one has not. */
    NOT_IN_SOURCE(false);

    private final boolean skipped;

    MigrationReason() {
        this(true);
    }

    MigrationReason(boolean skipped) {
        this.skipped = skipped;
    }

    /** True when the item was left out; false for a remark. */
    public boolean isSkipped() {
        return skipped;
    }
}
