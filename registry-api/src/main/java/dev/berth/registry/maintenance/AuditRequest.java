package dev.berth.registry.maintenance;

import java.util.Objects;
import java.util.Optional;

/**
 * The extent of a consistency check.
 *
 * @param content reads every blob as well; empty for the database and the list of objects only
 */
public record AuditRequest(Optional<Content> content) {

    /**
     * The check of contents, in the order of the keys: the oldest uploads first.
     *
     * @param after continues after this key; empty to read all
     * @param bytesPerSecond the greatest number of bytes to read per second, at least 1
     */
    public record Content(Optional<String> after, long bytesPerSecond) {

        /** Refuses a rate below 1. */
        public Content {
            Objects.requireNonNull(after, "after");
            if (bytesPerSecond < 1) {
                throw new IllegalArgumentException("bytesPerSecond is not positive: " + bytesPerSecond);
            }
        }
    }

    /** Refuses null. */
    public AuditRequest {
        Objects.requireNonNull(content, "content");
    }

    /** Reads no content. */
    public static AuditRequest shallow() {
        return new AuditRequest(Optional.empty());
    }

    /** Reads the content of every blob, or of those after a key. */
    public static AuditRequest deep(Optional<String> after, long bytesPerSecond) {
        return new AuditRequest(Optional.of(new Content(after, bytesPerSecond)));
    }
}
