package dev.berth.registry.spi.metadata;

import dev.berth.registry.spi.WriterState;
import java.util.Objects;

/**
 * An upload session as it is stored.
 *
 * @param version number of changes of its state
 * @param state the state from which a writer resumes
 */
public record StoredUpload(NewUpload upload, long version, WriterState state) {

    /** Refuses null. */
    public StoredUpload {
        Objects.requireNonNull(upload, "upload");
        Objects.requireNonNull(state, "state");
    }
}
