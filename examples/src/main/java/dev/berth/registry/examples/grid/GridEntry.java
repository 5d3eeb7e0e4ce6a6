package dev.berth.registry.examples.grid;

import java.time.Instant;
import java.util.Objects;

/** A value of the grid: bytes that never change once they are here, and when they were written. */
public final class GridEntry {
    private final byte[] bytes;
    private final Instant written;

    /** Copies the bytes. */
    public GridEntry(byte[] bytes, Instant written) {
        this.bytes = bytes.clone();
        this.written = Objects.requireNonNull(written, "written");
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** The time of the write. */
    public Instant written() {
        return written;
    }
}
