package dev.berth.registry.spi.metadata;

/** The outcome of the removal of content that other content may need. */
public enum DeleteOutcome {
    /** It is gone. */
    DELETED,
    /** It was not there. */
    UNKNOWN,
    /** A manifest of the repository needs it, so it stays. */
    REFERENCED
}
