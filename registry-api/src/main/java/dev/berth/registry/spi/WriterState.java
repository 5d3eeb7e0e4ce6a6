package dev.berth.registry.spi;

import java.util.Objects;

/**
 * The state from which a writer resumes an unfinished object.
 *
 * @param size number of bytes kept
 * @param token opaque text of the adapter, at most 1 MiB; contains no secret
 */
public record WriterState(long size, String token) {
    /** The state of an object without bytes. */
    public static final WriterState NOTHING = new WriterState(0, "");

    /** Refuses a negative size. */
    public WriterState {
        Objects.requireNonNull(token, "token");
        if (size < 0) {
            throw new IllegalArgumentException("negative size: " + size);
        }
    }
}
