package dev.berth.registry.engine.audit;

import dev.berth.registry.maintenance.AuditProgress;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Reads every blob and compares its bytes with its digest, in the order of the keys: the oldest uploads first. Missing
 * and short objects are reported by {@link ConsistencyCheck}. Can continue after any key; the rate is limited. For one
 * thread.
 */
public final class ContentAudit {
    private static final int BLOBS_AT_A_TIME = 1_000;
    private static final int BUFFER = 1 << 16;

    private final MetadataStore metadata;
    private final BlobStore storage;
    private final long bytesPerSecond;
    private final AuditProgress progress;
    private final byte[] buffer = new byte[BUFFER];
    private final long begun = System.nanoTime();
    private long blobCount;
    private long byteCount;

    /**
     * A check of the blobs in a store.
     *
     * @param bytesPerSecond the largest number of bytes to read per second, at least 1
     */
    public ContentAudit(MetadataStore metadata, BlobStore storage, long bytesPerSecond, AuditProgress progress) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("bytesPerSecond is not positive: " + bytesPerSecond);
        }
        this.metadata = metadata;
        this.storage = storage;
        this.bytesPerSecond = bytesPerSecond;
        this.progress = progress;
    }

    /**
     * Reads all blobs.
     *
     * @throws StoreException also when a blob cannot be read now
     */
    public List<Breach> check() throws StoreException, InterruptedException {
        return check(PageRequest.first(BLOBS_AT_A_TIME));
    }

    /**
     * Reads the blobs whose keys come after that of the last one read.
     *
     * @throws StoreException also when a blob cannot be read now
     */
    public List<Breach> checkAfter(String key) throws StoreException, InterruptedException {
        return check(PageRequest.after(key, BLOBS_AT_A_TIME));
    }

    private List<Breach> check(PageRequest first) throws StoreException, InterruptedException {
        List<Breach> found = new ArrayList<>();
        PageRequest request = first;
        while (true) {
            Page<AuditedBlob> page = metadata.audit().blobs(request);
            for (AuditedBlob blob : page.items()) {
                check(blob).ifPresent(found::add);
                blobCount++;
                progress.read(blobCount, byteCount, blob.key().value());
            }
            Optional<String> last = page.next(blob -> blob.key().value());
            if (last.isEmpty()) {
                return found;
            }
            request = PageRequest.after(last.get(), BLOBS_AT_A_TIME);
        }
    }

    private Optional<Breach> check(AuditedBlob blob) throws StoreException, InterruptedException {
        if (!isWhole(blob)) {
            return Optional.empty();
        }
        Digest actual;
        try {
            actual = digest(blob);
        } catch (StoreException e) {
            if (isWhole(blob)) {
                throw e;
            }
            // Collected meanwhile.
            return Optional.empty();
        }
        return actual.equals(blob.digest())
                ? Optional.empty()
                : Optional.of(new Breach(
                        Invariant.OBJECT_INTACT,
                        Optional.empty(),
                        Optional.of(blob.digest()),
                        Optional.of(blob.key()),
                        "the object has digest " + actual));
    }

    private boolean isWhole(AuditedBlob blob) throws StoreException {
        return storage.size(blob.key()).equals(OptionalLong.of(blob.size()));
    }

    private Digest digest(AuditedBlob blob) throws StoreException, InterruptedException {
        MessageDigest hash = blob.digest().algorithm().newMessageDigest();
        try (BlobContent content = storage.open(blob.key(), ByteRange.whole(blob.size()))) {
            long left = blob.size();
            while (left > 0) {
                int read = content.channel().read(ByteBuffer.wrap(buffer, 0, (int) Math.min(left, buffer.length)));
                if (read < 0) {
                    break;
                }
                hash.update(buffer, 0, read);
                left -= read;
                pace(read);
            }
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.TRANSIENT, "object " + blob.key() + " could not be read", e);
        }
        return Digest.of(blob.digest().algorithm(), hash.digest());
    }

    private void pace(int read) throws InterruptedException {
        byteCount += read;
        double dueSeconds = (double) byteCount / bytesPerSecond;
        long due = (long) (dueSeconds * TimeUnit.SECONDS.toNanos(1));
        TimeUnit.NANOSECONDS.sleep(due - (System.nanoTime() - begun));
    }
}
