package dev.berth.registry.engine.migration;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the files of the old registry, with retries. Safe for use by several threads. */
final class ClassicReader {
    private static final int PAGE = 1_000;
    private static final int BUFFER = 128 * 1024;

    private final BlobStore storage;
    private final Retries retries;

    ClassicReader(BlobStore storage, Retries retries) {
        this.storage = storage;
        this.retries = retries;
    }

    /** The first page of the objects behind {@code last}. */
    Page<StoredObject> list(String prefix, String last) throws StoreException {
        return list(prefix, last, PAGE);
    }

    /** The first objects behind {@code last}, at most {@code most}. */
    Page<StoredObject> list(String prefix, String last, int most) throws StoreException {
        return retries.call(() -> storage.list(prefix, PageRequest.after(last, most)));
    }

    /** An object with its time; costs a listing. */
    Optional<StoredObject> object(StorageKey key) throws StoreException {
        return list(key.value(), "", 1).items().stream()
                .filter(object -> object.key().equals(key))
                .findFirst();
    }

    OptionalLong size(StorageKey key) throws StoreException {
        return retries.call(() -> storage.size(key));
    }

    byte[] read(StorageKey key, long size) throws StoreException {
        return retries.call(() -> {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size));
            stream(key, size, bytes::put);
            return bytes.array();
        });
    }

    /** The digest of the current link of a tag; empty when it holds none. */
    Optional<Digest> readLink(StoredObject link) throws StoreException {
        String text = new String(read(link.key(), link.size()), StandardCharsets.US_ASCII);
        return Digest.parse(text);
    }

    /** The listing of one repository, empty when there is none. */
    ClassicRepository repository(String name) throws StoreException {
        ClassicRepository repository = new ClassicRepository(name);
        String folder = ClassicLayout.folder(name);
        String last = "";
        boolean more = true;
        while (more) {
            Page<StoredObject> page = list(folder, last);
            for (StoredObject object : page.items()) {
                last = object.key().value();
                repository.add(ClassicPath.of(last), object);
            }
            more = page.more();
        }
        return repository;
    }

    /** The digest of the stored content, by the algorithm of this digest. */
    Digest hash(Digest expected, StorageKey key, long size) throws StoreException {
        return retries.call(() -> {
            MessageDigest hash = expected.algorithm().newMessageDigest();
            stream(key, size, hash::update);
            return Digest.of(expected.algorithm(), hash.digest());
        });
    }

    private interface Taker {
        void take(ByteBuffer bytes);
    }

    private void stream(StorageKey key, long size, Taker taker) throws StoreException {
        try (BlobContent content = storage.open(key, ByteRange.whole(size))) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, BUFFER));
            long left = size;
            while (left > 0) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), left));
                int read = content.channel().read(buffer);
                if (read < 0) {
                    throw new StoreException(Kind.TRANSIENT, "object " + key + " ended early", null);
                }
                left -= read;
                taker.take(buffer.flip());
            }
        } catch (IOException e) {
            throw new StoreException(Kind.TRANSIENT, "cannot read object " + key, e);
        }
    }
}
