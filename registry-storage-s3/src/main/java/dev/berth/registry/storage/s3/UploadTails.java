package dev.berth.registry.storage.s3;

import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tails of one unfinished object. Each checkpoint writes a complete new one, under a new name, so that every
 * earlier state stays valid until a writer has continued from a later one.
 */
final class UploadTails {
    private final S3StoreContext bucket;
    private final StorageKey key;
    private final List<String> outdated = new ArrayList<>();
    private Optional<WriterToken.Tail> latest;
    private long keptAt;

    UploadTails(S3StoreContext bucket, StorageKey key, WriterToken token) {
        this.bucket = bucket;
        this.key = key;
        this.latest = token.tail();
        bucket.tailDeletions().add(names(token.outdated()));
    }

    Optional<WriterToken.Tail> latest() {
        return latest;
    }

    /** Earlier tails that a client may still need after a lost answer. */
    List<String> outdated() {
        return outdated;
    }

    /** Gets the latest tail; {@code size} is that of the object with it. */
    void restore(PendingBytes pending, long size) throws StoreException {
        keptAt = size;
        if (latest.isPresent()) {
            WriterToken.Tail tail = latest.get();
            String name = bucket.names().tail(key, tail.id());
            fetch(name, tail.length(), pending);
            if (pending.length() != tail.length()
                    || Payload.of(pending, pending.length()).crc() != tail.crc()) {
                throw bucket.calls().failures().permanent(name, "differs from the bytes stored there");
            }
        }
    }

    private void fetch(String name, long length, PendingBytes pending) throws StoreException {
        Optional<byte[]> recent = bucket.recent().take(name);
        try (InputStream stream =
                recent.isPresent() ? new ByteArrayInputStream(recent.get()) : download(name, length)) {
            byte[] buffer = new byte[PieceBudget.PIECE];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                pending.append(ByteBuffer.wrap(buffer, 0, read));
            }
        } catch (IOException e) {
            throw bucket.calls().failures().cutOff(name, e);
        }
    }

    private InputStream download(String name, long length) throws StoreException {
        return bucket.calls()
                .get(name, ByteRange.whole(length))
                .orElseThrow(() -> bucket.calls().failures().permanent(name, "with the last bytes is missing"));
    }

    /**
     * Stores the pending bytes, unless they are stored already; {@code size} is the size of the object including them.
     */
    void keep(PendingBytes pending, long size) throws StoreException {
        if (size != keptAt) {
            latest.map(WriterToken.Tail::id).ifPresent(outdated::add);
            latest = pending.length() > 0 ? Optional.of(upload(bucket.newId(), pending)) : Optional.empty();
            keptAt = size;
        }
    }

    private WriterToken.Tail upload(String id, PendingBytes pending) throws StoreException {
        String name = bucket.names().tail(key, id);
        Payload payload = Payload.of(pending, pending.length());
        bucket.calls().put(name, payload);
        if (payload.length() <= RecentTails.LONGEST) {
            bucket.recent().keep(name, bytes(payload));
        }
        return new WriterToken.Tail(id, payload.length(), payload.crc());
    }

    private byte[] bytes(Payload payload) throws StoreException {
        try (InputStream stream = payload.bytes().get()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw bucket.calls().failures().of(key.value(), e);
        }
    }

    /** Leaves all tails to be deleted with others. */
    void drop() {
        List<String> names = all();
        names.forEach(bucket.recent()::take);
        bucket.tailDeletions().add(names);
    }

    /** Deletes all tails now. */
    void delete() throws StoreException {
        List<String> names = all();
        names.forEach(bucket.recent()::take);
        bucket.calls().deleteAll(names);
    }

    private List<String> all() {
        List<String> ids = new ArrayList<>(outdated);
        latest.map(WriterToken.Tail::id).ifPresent(ids::add);
        return names(ids);
    }

    private List<String> names(List<String> ids) {
        return ids.stream().map(id -> bucket.names().tail(key, id)).toList();
    }
}
