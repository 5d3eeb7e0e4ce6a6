package dev.berth.registry.spi.metadata;

/** The outcome of a rename, or of the check whether it is possible. */
public enum RenameOutcome {
    /** It is done, or possible. */
    DONE,
    /** There is no repository at or below the name. */
    UNKNOWN,
    /** There is a repository at or below the new name, or another caller has a lease. */
    TAKEN,
    /** There are too many repositories below, or a new name would be too long. */
    TOO_MANY
}
