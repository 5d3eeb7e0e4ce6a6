package dev.berth.registry;

import java.util.List;
import java.util.Map;

/** A chunk does not begin where its upload stands, or another request is adding one; nothing was added. */
public final class UploadRangeException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    /** Refuses a chunk because the session stands at {@code offset}. */
    public UploadRangeException(String message, long offset) {
        super(
                List.of(new RegistryError(ErrorCode.RANGE_INVALID, message, Map.of("offset", Long.toString(offset)))),
                null);
        this.offset = offset;
    }

    /** How many bytes the session has: where the next chunk has to begin. */
    public long offset() {
        return offset;
    }
}
