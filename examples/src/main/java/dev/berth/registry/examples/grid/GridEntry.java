package dev.berth.registry.examples.grid;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * A value of the grid.
 *
 * @param bytes never changed once they are here
 * @param written when
 */
public record GridEntry(byte[] bytes, Instant written) {

    /** Copies the bytes. */
    public GridEntry {
        bytes = bytes.clone();
        Objects.requireNonNull(written, "written");
    }

    /** A copy. */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GridEntry entry && Arrays.equals(bytes, entry.bytes) && written.equals(entry.written);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + written.hashCode();
    }
}
