package dev.berth.registry.model;

/**
 * A part of some content.
 *
 * @param offset index of the first byte
 * @param length number of bytes, at least 0
 */
public record ByteRange(long offset, long length) {

    /** Refuses negative numbers and a sum beyond {@link Long#MAX_VALUE}. */
    public ByteRange {
        if (offset < 0 || length < 0 || offset + length < 0) {
            throw new IllegalArgumentException("no range: offset " + offset + ", length " + length);
        }
    }

    /** All of a content of {@code size} bytes. */
    public static ByteRange whole(long size) {
        return new ByteRange(0, size);
    }

    /** Index of the byte after the last. */
    public long end() {
        return offset + length;
    }
}
