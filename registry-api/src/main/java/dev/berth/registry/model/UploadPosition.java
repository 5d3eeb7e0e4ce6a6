package dev.berth.registry.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A position in the list of uploads, which are ordered by the time of their expiry and then by their id.
 *
 * @param expires with a precision of microseconds
 */
public record UploadPosition(Instant expires, UploadId id) {

    /** Refuses null. */
    public UploadPosition {
        Objects.requireNonNull(expires, "expires");
        Objects.requireNonNull(id, "id");
    }
}
