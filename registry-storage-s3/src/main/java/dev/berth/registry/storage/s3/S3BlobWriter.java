package dev.berth.registry.storage.s3;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer of one object, with the protocol between it and the store.
 *
 * <ol>
 *   <li>{@link #write} gathers bytes. As soon as a part and, behind it, the least length of another one are there, the
 *       part is sent; the first one begins a multipart upload. A checkpoint therefore finds at least one part, unless
 *       fewer bytes were written since the last one.
 *   <li>{@link #checkpoint} sends the gathered bytes as a part, or stores them as a tail if they are too few. The state
 *       names the upload, its parts, and the tail ({@link WriterToken}).
 *   <li>{@link #restore} continues from a state, on this node or another one, with the bytes of the tail.
 *   <li>{@link #commit} publishes the object: with one request if no part was sent, else with the last part and the
 *       completion of the upload ({@link Commit}).
 *   <li>{@link #discard} ends the upload and deletes the tails. {@link #close} releases only memory and files.
 * </ol>
 */
final class S3BlobWriter implements BlobWriter {
    private static final Logger LOG = LoggerFactory.getLogger(S3BlobWriter.class);

    private final StorageKey key;
    private final String name;
    private final S3StoreContext bucket;
    private final PendingBytes pending;
    private final List<WriterToken.Part> parts;
    private final List<String> outdatedTails = new ArrayList<>();
    private Optional<WriterToken.Upload> upload;
    private Optional<WriterToken.Tail> tail;
    private long size;
    private long checkpointed;
    private boolean ended;

    S3BlobWriter(StorageKey key, S3StoreContext bucket, WriterToken token) {
        this.key = key;
        this.name = bucket.names().of(key);
        this.bucket = bucket;
        this.pending = new PendingBytes(bucket.budget(), bucket.config().spoolDirectory());
        this.parts = new ArrayList<>(token.parts());
        this.upload = token.upload();
        this.tail = token.tail();
        bucket.tails().drop(key, token.outdated());
    }

    /** Fetches the bytes of the state; called once, before any other method. */
    void restore(long stateSize) throws StoreException {
        size = stateSize;
        checkpointed = stateSize;
        if (tail.isPresent()) {
            bucket.tails().restore(key, tail.get(), pending);
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws StoreException {
        while (bytes.hasRemaining()) {
            long part = bucket.sizes().of(nextNumber());
            long full = part + PartSizes.LEAST;
            int count = (int) Math.min(bytes.remaining(), full - pending.length());
            gather(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            size += count;
            if (pending.length() == full) {
                sendPart(part);
            }
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public WriterState checkpoint() throws StoreException {
        if (pending.length() >= PartSizes.LEAST) {
            sendPart(pending.length());
        }
        if (size != checkpointed) {
            storeTail();
            checkpointed = size;
        }
        return size == 0
                ? WriterState.NOTHING
                : new WriterState(size, new WriterToken(upload, parts, tail, outdatedTails).format(key));
    }

    @Override
    public void commit() throws StoreException {
        if (parts.isEmpty()) {
            bucket.calls().publish(name, Payload.of(pending, size), bucket.newId());
        } else {
            if (pending.length() > 0) {
                sendPart(pending.length());
            }
            bucket.calls().complete(name, upload.orElseThrow(), parts);
        }
        ended = true;
        bucket.tails().drop(key, tails());
    }

    @Override
    public void discard() {
        if (!ended) {
            ended = true;
            try {
                if (upload.isPresent()) {
                    bucket.calls().abort(name, upload.get().id());
                }
                bucket.tails().delete(key, tails());
            } catch (StoreException e) {
                LOG.warn("cannot discard unfinished object {}", key, e);
            }
        }
    }

    @Override
    public void close() {
        try {
            pending.close();
        } catch (IOException e) {
            LOG.warn("cannot close object {}", key, e);
        } finally {
            bucket.open().remove(key);
        }
    }

    private void gather(ByteBuffer bytes) throws StoreException {
        try {
            pending.append(bytes);
        } catch (IOException e) {
            throw bucket.calls().failures().of(key.value(), e);
        }
    }

    /** Parts are numbered without gaps, which some stores insist on. */
    private int nextNumber() {
        return parts.isEmpty() ? 1 : parts.get(parts.size() - 1).number() + 1;
    }

    /** Sends the first pending bytes as the next part. */
    private void sendPart(long length) throws StoreException {
        int number = nextNumber();
        if (number > PartSizes.MAX_PARTS) {
            throw bucket.calls().failures().permanent(name, "has too many parts; send larger chunks");
        }
        if (upload.isEmpty()) {
            String mark = bucket.newId();
            upload = Optional.of(new WriterToken.Upload(bucket.calls().create(name, mark), mark));
        }
        parts.add(bucket.calls().part(name, upload.get().id(), number, Payload.of(pending, length)));
        try {
            pending.drop(length);
        } catch (IOException e) {
            throw bucket.calls().failures().of(key.value(), e);
        }
    }

    /** Stores all pending bytes under a new name; a client may still need the earlier tail after a lost answer. */
    private void storeTail() throws StoreException {
        tail.map(WriterToken.Tail::id).ifPresent(outdatedTails::add);
        tail = pending.length() > 0
                ? Optional.of(bucket.tails().store(key, bucket.newId(), pending))
                : Optional.empty();
    }

    /** The ids of all tails that may be there. */
    private List<String> tails() {
        return new WriterToken(upload, parts, tail, outdatedTails).tails();
    }
}
