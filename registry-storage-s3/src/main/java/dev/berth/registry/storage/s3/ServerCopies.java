package dev.berth.registry.storage.s3;

import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.ObjectCopies;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Copies made by the store: in one request, or, beyond the size that it allows, in parts. */
final class ServerCopies implements ObjectCopies {
    /** The limits of S3. */
    private static final long MOST_AT_ONCE = 5L << 30;

    private static final long PART = 1L << 30;

    private final S3Calls calls;
    private final ObjectNames names;
    private final long mostAtOnce;
    private final long part;

    ServerCopies(S3Calls calls, ObjectNames names) {
        this(calls, names, MOST_AT_ONCE, PART);
    }

    ServerCopies(S3Calls calls, ObjectNames names, long mostAtOnce, long part) {
        this.calls = calls;
        this.names = names;
        this.mostAtOnce = mostAtOnce;
        this.part = part;
    }

    @Override
    public boolean copy(StorageKey source, StorageKey target, long size) throws StoreException {
        String from = names.of(source);
        String to = names.of(target);
        if (size <= mostAtOnce) {
            calls.copy(from, to, size);
            return true;
        }
        String upload = calls.beginCopy(to);
        boolean copied = false;
        try {
            copyParts(from, to, upload, size);
            copied = true;
        } finally {
            if (!copied) {
                calls.abort(to, upload);
            }
        }
        return true;
    }

    private void copyParts(String from, String to, String upload, long size) throws StoreException {
        List<CompletedPart> parts = new ArrayList<>();
        for (long offset = 0; offset < size; offset += part) {
            ByteRange range = new ByteRange(offset, Math.min(part, size - offset));
            parts.add(calls.copyPart(from, to, upload, parts.size() + 1, range));
        }
        calls.completeCopy(to, upload, parts);
    }
}
