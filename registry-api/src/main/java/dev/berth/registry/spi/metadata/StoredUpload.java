package dev.berth.registry.spi.metadata;

import dev.berth.registry.spi.WriterState;
import java.util.Objects;

/**
 * An upload session as it is stored.
 *
 * @param version how often its state has changed
 * @param state what it takes to go on
 */
public record StoredUpload(NewUpload upload, long version, WriterState state) {

    /** Refuses null. */
    public StoredUpload {
        Objects.requireNonNull(upload, "upload");
        Objects.requireNonNull(state, "state");
    }
}
