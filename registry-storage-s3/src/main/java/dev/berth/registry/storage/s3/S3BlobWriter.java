package dev.berth.registry.storage.s3;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers bytes to parts of an upload, or to one object if they are few.
 *
 * <p>The writer always holds back enough bytes that a checkpoint finds at least one part. Only if fewer were written
 * since the last part do they become a tail.
 */
final class S3BlobWriter implements BlobWriter {
    private static final Logger LOG = LoggerFactory.getLogger(S3BlobWriter.class);

    private final StorageKey key;
    private final S3StoreContext bucket;
    private final UploadParts parts;
    private final UploadTails tails;
    private final PendingBytes pending;
    private long size;
    private boolean ended;

    S3BlobWriter(StorageKey key, S3StoreContext bucket, WriterToken token) {
        this.key = key;
        this.bucket = bucket;
        this.parts = new UploadParts(bucket, bucket.names().of(key), token);
        this.tails = new UploadTails(bucket, key, token);
        this.pending = new PendingBytes(bucket.budget(), bucket.config().spoolDirectory());
    }

    /** Fetches the bytes of the state; called once, before any other method. */
    void restore(long stateSize) throws StoreException {
        size = stateSize;
        tails.restore(pending, size);
    }

    @Override
    public void write(ByteBuffer bytes) throws StoreException {
        while (bytes.hasRemaining()) {
            long full = parts.nextLength() + PartSizes.LEAST;
            int count = (int) Math.min(bytes.remaining(), full - pending.length());
            ByteBuffer some = bytes.slice(bytes.position(), count);
            gather(some);
            bytes.position(bytes.position() + count);
            size += count;
            if (pending.length() == full) {
                send(parts.nextLength());
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
            send(pending.length());
        }
        tails.keep(pending, size);
        WriterToken token = new WriterToken(parts.upload(), parts.sent(), tails.latest(), tails.outdated());
        return size == 0 ? WriterState.NOTHING : new WriterState(size, token.format(key));
    }

    @Override
    public void commit() throws StoreException {
        if (parts.sent().isEmpty()) {
            bucket.calls().publish(bucket.names().of(key), Payload.of(pending, size), bucket.newId());
        } else {
            if (pending.length() > 0) {
                send(pending.length());
            }
            parts.complete();
        }
        ended = true;
        tails.drop();
    }

    @Override
    public void discard() {
        if (!ended) {
            ended = true;
            try {
                parts.abort();
                tails.delete();
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

    private void send(long length) throws StoreException {
        parts.send(Payload.of(pending, length));
        try {
            pending.drop(length);
        } catch (IOException e) {
            throw bucket.calls().failures().of(key.value(), e);
        }
    }
}
