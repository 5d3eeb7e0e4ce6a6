package dev.berth.registry.storage.s3;

import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tails of unfinished objects: the bytes behind the last part that are too few for another one, each tail in an
 * object of its own. Each checkpoint writes a complete new one, under a new name, so that every earlier state stays
 * valid until a writer has continued from a later one. Safe for use by any number of threads.
 *
 * <p>Short tails stay in memory for a while, because the next request of an upload usually arrives soon and at the same
 * node. Unused tails are deleted in bulk by the caller that adds the last of a batch, so that a push does not pay a
 * call for it. The remains of a killed process are removed with their key, or with
 * {@link AbandonedUploads#removeAbandoned}.
 */
final class UploadTails {
    private static final Logger LOG = LoggerFactory.getLogger(UploadTails.class);
    private static final int MAX_RECENT = 1 << 20;
    private static final long MAX_RECENT_BYTES = 16L << 20;
    private static final int BATCH = 100;

    private final S3Calls calls;
    private final ObjectNames names;
    private final Map<String, byte[]> recent = new LinkedHashMap<>();
    private final List<String> dropped = new ArrayList<>();
    private long recentBytes;

    UploadTails(S3Calls calls, ObjectNames names) {
        this.calls = calls;
        this.names = names;
    }

    /** Stores all pending bytes as the tail of this id. */
    WriterToken.Tail store(StorageKey key, String id, PendingBytes pending) throws StoreException {
        String name = names.tail(key, id);
        Payload payload = Payload.of(pending, pending.length());
        calls.put(name, payload);
        if (payload.length() <= MAX_RECENT) {
            try (InputStream stream = payload.bytes().get()) {
                remember(name, stream.readAllBytes());
            } catch (IOException e) {
                throw calls.failures().of(key.value(), e);
            }
        }
        return new WriterToken.Tail(id, payload.length(), payload.crc());
    }

    /** Appends the bytes of a tail to {@code pending}, which is empty, and compares their checksum. */
    void restore(StorageKey key, WriterToken.Tail tail, PendingBytes pending) throws StoreException {
        String name = names.tail(key, tail.id());
        try (InputStream stream = open(name, tail.length())) {
            byte[] buffer = new byte[PieceBudget.PIECE];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                pending.append(ByteBuffer.wrap(buffer, 0, read));
            }
        } catch (IOException e) {
            throw calls.failures().cutOff(name, e);
        }
        if (pending.length() != tail.length()
                || Payload.of(pending, pending.length()).crc() != tail.crc()) {
            throw calls.failures().permanent(name, "differs from the bytes stored there");
        }
    }

    private InputStream open(String name, long length) throws StoreException {
        Optional<byte[]> remembered = forget(name);
        return remembered.isPresent()
                ? new ByteArrayInputStream(remembered.get())
                : calls.get(name, ByteRange.whole(length))
                        .orElseThrow(() -> calls.failures().permanent(name, "with the last bytes is missing"));
    }

    /** Leaves the tails of these ids to be deleted with others. */
    void drop(StorageKey key, Collection<String> ids) {
        List<String> unused = forgetAll(key, ids);
        List<String> due;
        synchronized (dropped) {
            dropped.addAll(unused);
            due = dropped.size() < BATCH ? List.of() : List.copyOf(dropped);
            dropped.removeAll(due);
        }
        deleteDropped(due);
    }

    /** Deletes the tails of these ids now. */
    void delete(StorageKey key, Collection<String> ids) throws StoreException {
        calls.deleteAll(forgetAll(key, ids));
    }

    /** Deletes all tails that were dropped and are not deleted yet. */
    void deleteDropped() {
        List<String> due;
        synchronized (dropped) {
            due = List.copyOf(dropped);
            dropped.clear();
        }
        deleteDropped(due);
    }

    private void deleteDropped(List<String> due) {
        try {
            calls.deleteAll(due);
        } catch (StoreException e) {
            LOG.warn(
                    "cannot delete {} tails of finished objects; they remain until their objects are deleted",
                    due.size(),
                    e);
        }
    }

    private void remember(String name, byte[] tail) {
        synchronized (recent) {
            recent.put(name, tail);
            recentBytes += tail.length;
            Iterator<byte[]> oldest = recent.values().iterator();
            while (recentBytes > MAX_RECENT_BYTES) {
                recentBytes -= oldest.next().length;
                oldest.remove();
            }
        }
    }

    private Optional<byte[]> forget(String name) {
        synchronized (recent) {
            byte[] tail = recent.remove(name);
            if (tail != null) {
                recentBytes -= tail.length;
            }
            return Optional.ofNullable(tail);
        }
    }

    /** The names of the tails of these ids. */
    private List<String> forgetAll(StorageKey key, Collection<String> ids) {
        List<String> all = ids.stream().map(id -> names.tail(key, id)).toList();
        all.forEach(this::forget);
        return all;
    }
}
