package dev.berth.registry.spi.metadata;

/** What became of a request to remove something that others may need. */
public enum DeleteOutcome {
    /** It is gone. */
    DELETED,
    /** It was not there. */
    UNKNOWN,
    /** A manifest of the repository needs it, so it stays. */
    REFERENCED
}
