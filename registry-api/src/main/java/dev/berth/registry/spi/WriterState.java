package dev.berth.registry.spi;

import java.util.Objects;

/**
 * What it takes to go on with an unfinished object.
 *
 * @param size how many bytes are kept
 * @param token the adapter's own words, at most 1 MiB of text; holds no secret
 */
public record WriterState(long size, String token) {
    /** An object of which nothing was written yet. */
    public static final WriterState NOTHING = new WriterState(0, "");

    /** Refuses a negative size. */
    public WriterState {
        Objects.requireNonNull(token, "token");
        if (size < 0) {
            throw new IllegalArgumentException("negative size: " + size);
        }
    }
}
