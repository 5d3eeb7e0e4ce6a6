package dev.berth.registry.storage.s3;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.AbandonedRemoval;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.KeysInUse;
import dev.berth.registry.spi.storage.StorageCapabilities;
import dev.berth.registry.spi.storage.StorageProbe;
import dev.berth.registry.spi.storage.StoredObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Objects in a bucket of S3 or of a compatible store. Any number of nodes may share a bucket and root directory.
 *
 * <p>A small object costs one request, a large one its parts and two more. Writing begins without a check: a key in use
 * is detected at the commit. Durability is that of the store.
 */
public final class S3BlobStore implements BlobStore, AbandonedRemoval, StorageProbe {
    private static final StorageKey ABSENT = new StorageKey("berth-check");

    private final List<SdkAutoCloseable> owned;
    private final S3StoreContext bucket;
    private final ObjectReads reads;
    private final AbandonedUploads abandoned;
    private final S3Links links;

    private S3BlobStore(S3Client client, List<SdkAutoCloseable> owned, S3StoreConfig config, Attempts attempts) {
        this.owned = owned;
        S3Calls calls = new S3Calls(client, config, attempts);
        this.bucket = S3StoreContext.of(config, calls, new SecureRandom());
        this.reads = new ObjectReads(calls, bucket.names());
        this.abandoned = new AbandonedUploads(calls, bucket.names());
        this.links = new S3Links(client, config.bucket(), bucket.names());
    }

    /**
     * A store with its own client, which it closes. Sends no request yet.
     *
     * @throws IllegalArgumentException when the region of the bucket is not configured
     */
    public static S3BlobStore open(S3Connection connection, S3StoreConfig config) {
        SdkHttpClient http = S3Clients.httpClient(connection);
        try {
            S3Client client = S3Clients.client(connection, http);
            return new S3BlobStore(client, List.of(client, http), config, attempts(config, Attempts.Sleep.real()));
        } catch (SdkClientException e) {
            http.close();
            throw new IllegalArgumentException("cannot make a client of S3: " + e.getMessage(), e);
        }
    }

    /**
     * A store with a client of the host, which the store does not close. Retries of the client multiply the retries of
     * the store.
     */
    public static S3BlobStore over(S3Client client, S3StoreConfig config) {
        return over(client, config, Attempts.Sleep.real());
    }

    static S3BlobStore over(S3Client client, S3StoreConfig config, Attempts.Sleep sleep) {
        return new S3BlobStore(client, List.of(), config, attempts(config, sleep));
    }

    private static Attempts attempts(S3StoreConfig config, Attempts.Sleep sleep) {
        RequestRate rate = new RequestRate(config.maxRequestsPerSecond(), System::nanoTime);
        RequestRate deletions = new RequestRate(OptionalInt.of(S3Calls.DELETIONS_PER_SECOND), System::nanoTime);
        return new Attempts(config.maxRetries(), rate, deletions, new SecureRandom(), sleep);
    }

    @Override
    public BlobWriter writer(StorageKey key) throws StoreException {
        if (!bucket.open().add(key)) {
            throw new StoreException(Kind.PERMANENT, "another writer has object " + key, null);
        }
        return new S3BlobWriter(key, bucket, WriterToken.NOTHING);
    }

    @Override
    public BlobWriter resume(StorageKey key, WriterState state) throws StoreException {
        WriterToken token = state.size() == 0
                ? WriterToken.NOTHING
                : WriterToken.parse(state.token(), key)
                        .orElseThrow(() -> bucket.calls().failures().permanent(key.value(), "has no such state"));
        if (!bucket.open().add(key)) {
            throw new StoreException(Kind.BUSY, "another writer has object " + key, null);
        }
        S3BlobWriter writer = new S3BlobWriter(key, bucket, token);
        boolean restored = false;
        try {
            writer.restore(state.size());
            restored = true;
            return writer;
        } finally {
            if (!restored) {
                writer.close();
            }
        }
    }

    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        return reads.open(key, range);
    }

    @Override
    public OptionalLong size(StorageKey key) throws StoreException {
        return reads.size(key);
    }

    /** One request for up to a thousand keys, and usually two more to find the data of unfinished writers. */
    @Override
    public Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) throws StoreException {
        Map<StorageKey, StoreException> left = new HashMap<>();
        List<StorageKey> distinct = List.copyOf(new HashSet<>(keys));
        int most = bucket.calls().mostDeletions();
        for (int from = 0; from < distinct.size(); from += most) {
            int to = Math.min(distinct.size(), from + most);
            left.putAll(deleteSome(Set.copyOf(distinct.subList(from, to))));
        }
        return left;
    }

    private Map<StorageKey, StoreException> deleteSome(Set<StorageKey> keys) throws StoreException {
        // Unfinished data first, so that it cannot become an object afterwards.
        Optional<StoreException> failure = abandoned.remove(keys);
        Map<StorageKey, StoreException> left = new HashMap<>();
        bucket.calls()
                .delete(keys.stream().map(bucket.names()::of).toList())
                .forEach((name, reason) -> bucket.names().key(name).ifPresent(key -> left.put(key, reason)));
        failure.ifPresent(reason -> keys.forEach(key -> left.putIfAbsent(key, reason)));
        return left;
    }

    @Override
    public Page<StoredObject> list(String prefix, PageRequest page) throws StoreException {
        return new Listing(bucket.calls(), bucket.names()).page(prefix, page);
    }

    /**
     * The minimum chunk is the smallest part; a smaller one is kept in an object of its own until more bytes arrive.
     */
    @Override
    public StorageCapabilities capabilities() {
        return new StorageCapabilities(OptionalLong.of(PartSizes.LEAST), false, Optional.of(this), Optional.of(links))
                .copying(new ServerCopies(bucket.calls(), bucket.names()));
    }

    /** Unfinished multipart uploads, and tails. */
    @Override
    public int removeAbandoned(Instant before, KeysInUse inUse) throws StoreException {
        return abandoned.removeAbandoned(before, inUse);
    }

    @Override
    public List<Problem> probe(Scope scope) throws StoreException {
        return new S3Probe(bucket).run(scope);
    }

    /** Asks for the size of an object that does not exist. */
    @Override
    public void check() throws StoreException {
        reads.size(ABSENT);
    }

    /** Releases the resources that this store opened itself. */
    @Override
    public void close() {
        bucket.tails().deleteDropped();
        links.close();
        owned.forEach(SdkAutoCloseable::close);
    }
}
