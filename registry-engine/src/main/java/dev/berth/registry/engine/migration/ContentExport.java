package dev.berth.registry.engine.migration;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.ObjectCopies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Puts content where the classic layout has it: by a copy inside the store where it can, otherwise by reading and
 * writing it. Content that is there is not copied again. Safe for use by several threads.
 */
final class ContentExport {
    private static final int BUFFER = 1024 * 1024;
    private static final int REMEMBERED = 100_000;
    private static final int LOCKS = 256;

    private final BlobStore storage;
    private final Optional<ObjectCopies> copies;
    private final Retries retries;
    private final ClassicWriter writer;
    private final boolean dryRun;
    private final Set<Digest> present = ConcurrentHashMap.newKeySet();
    private final List<Object> locks =
            IntStream.range(0, LOCKS).mapToObj(any -> new Object()).toList();

    ContentExport(BlobStore storage, Retries retries, ClassicWriter writer, boolean dryRun) {
        this.storage = storage;
        this.copies = storage.capabilities().copies();
        this.retries = retries;
        this.writer = writer;
        this.dryRun = dryRun;
    }

    private interface Writing {
        void to(StorageKey target) throws StoreException;
    }

    /**
     * Copies a blob unless its content is in place.
     *
     * @return true when it was copied, or would be
     * @throws StoreException PERMANENT when its object is missing
     */
    boolean blob(AuditedBlob blob) throws StoreException {
        return !blob.key().equals(ClassicLayout.blob(blob.digest()))
                && ensure(blob.digest(), blob.size(), target -> copy(blob, target));
    }

    /** Writes the payload of a manifest unless it is in place. */
    boolean payload(Digest digest, ByteBuffer payload) throws StoreException {
        byte[] content = new byte[payload.remaining()];
        payload.duplicate().get(content);
        return ensure(digest, content.length, target -> writer.write(target, content));
    }

    private boolean ensure(Digest digest, long size, Writing writing) throws StoreException {
        if (present.contains(digest)) {
            return false;
        }
        synchronized (locks.get(Math.floorMod(digest.hashCode(), LOCKS))) {
            StorageKey target = ClassicLayout.blob(digest);
            OptionalLong there = retries.call(() -> storage.size(target));
            boolean absent = there.isEmpty() || there.getAsLong() != size;
            if (absent && !dryRun) {
                if (there.isPresent()) {
                    writer.delete(List.of(target));
                }
                writing.to(target);
            }
            remember(digest);
            return absent;
        }
    }

    private void remember(Digest digest) {
        if (present.size() >= REMEMBERED) {
            present.clear();
        }
        present.add(digest);
    }

    /** A repetition finds that an earlier attempt succeeded. */
    private void copy(AuditedBlob blob, StorageKey target) throws StoreException {
        retries.call(() -> {
            boolean done = storage.size(target).equals(OptionalLong.of(blob.size()))
                    || (copies.isPresent() && copies.get().copy(blob.key(), target, blob.size()));
            if (!done) {
                transfer(blob, target);
            }
            return target;
        });
    }

    /** A process that was killed may have left an unfinished object. */
    private BlobWriter begin(StorageKey target) throws StoreException {
        try {
            return storage.writer(target);
        } catch (StoreException e) {
            if (e.kind() != Kind.PERMANENT) {
                throw e;
            }
            writer.delete(List.of(target));
            return storage.writer(target);
        }
    }

    private void transfer(AuditedBlob blob, StorageKey target) throws StoreException {
        try (BlobContent content = storage.open(blob.key(), ByteRange.whole(blob.size()));
                BlobWriter object = begin(target)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, blob.size())));
            while (object.size() < blob.size()) {
                buffer.clear();
                if (content.channel().read(buffer) < 0) {
                    throw new StoreException(Kind.TRANSIENT, "object " + blob.key() + " ended early", null);
                }
                object.write(buffer.flip());
            }
            object.commit();
        } catch (IOException e) {
            throw new StoreException(Kind.TRANSIENT, "cannot read object " + blob.key(), e);
        }
    }
}
