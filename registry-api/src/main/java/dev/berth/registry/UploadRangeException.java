package dev.berth.registry;

import java.util.List;
import java.util.Map;

/**
 * A chunk that does not begin at the offset of its upload, or that competes with another request; nothing was added.
 */
public final class UploadRangeException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    /** An exception for a session whose offset is {@code offset}. */
    public UploadRangeException(String message, long offset) {
        super(
                List.of(new RegistryError(ErrorCode.RANGE_INVALID, message, Map.of("offset", Long.toString(offset)))),
                null);
        this.offset = offset;
    }

    /** The number of bytes the session has, which is the offset of the next chunk. */
    public long offset() {
        return offset;
    }
}
