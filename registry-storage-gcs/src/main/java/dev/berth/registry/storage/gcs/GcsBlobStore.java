package dev.berth.registry.storage.gcs;

import com.google.auth.ServiceAccountSigner;
import com.google.cloud.storage.Storage;
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
import dev.berth.registry.spi.storage.PresignedReads;
import dev.berth.registry.spi.storage.StorageCapabilities;
import dev.berth.registry.spi.storage.StorageProbe;
import dev.berth.registry.spi.storage.StoredObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects in a bucket of Google Cloud Storage. Any number of nodes may share a bucket and root directory.
 *
 * <p>A small object costs one request, a large one its chunks and two more. Writing begins without a check: a key in
 * use is detected at the commit. Durability is that of the store.
 */
public final class GcsBlobStore implements BlobStore, AbandonedRemoval, StorageProbe {
    private static final Logger LOG = LoggerFactory.getLogger(GcsBlobStore.class);

    private static final StorageKey ABSENT = new StorageKey("berth-check");

    private final Storage storage;
    private final boolean owned;
    private final GcsStoreContext bucket;
    private final ObjectReads reads;
    private final AbandonedComponents abandoned;
    private final Optional<PresignedReads> links;

    private GcsBlobStore(Storage storage, boolean owned, GcsStoreConfig config) {
        this.storage = storage;
        this.owned = owned;
        SecureRandom random = new SecureRandom();
        GcsCalls calls = new GcsCalls(storage, config, random);
        ObjectNames names = ObjectNames.below(config.rootDirectory());
        this.bucket = new GcsStoreContext(
                calls, names, config.chunkSize(), new ComponentDeletions(calls), ConcurrentHashMap.newKeySet(), random);
        this.reads = new ObjectReads(calls, names);
        this.abandoned = new AbandonedComponents(calls, names);
        this.links = storage.getOptions().getCredentials() instanceof ServiceAccountSigner
                ? Optional.of(new GcsLinks(storage, config.bucket(), names))
                : Optional.empty();
    }

    /**
     * A store with its own client, which it closes. Makes no call yet.
     *
     * @throws StoreException when the key file cannot be read
     */
    public static GcsBlobStore open(GcsStoreConfig config) throws StoreException {
        return new GcsBlobStore(GcsClients.client(config), true, config);
    }

    /**
     * A store with a client of the host, which the store does not close. Credentials, timeouts and retries are the
     * client's; all other settings come from {@code config}.
     */
    public static GcsBlobStore over(Storage client, GcsStoreConfig config) {
        return new GcsBlobStore(client, false, config);
    }

    @Override
    public BlobWriter writer(StorageKey key) throws StoreException {
        if (!bucket.open().add(key)) {
            throw new StoreException(Kind.PERMANENT, "another writer has object " + key, null);
        }
        return new GcsBlobWriter(key, bucket, WriterToken.NOTHING, 0);
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
        return new GcsBlobWriter(key, bucket, token, state.size());
    }

    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        return reads.open(key, range);
    }

    @Override
    public OptionalLong size(StorageKey key) throws StoreException {
        return reads.size(key);
    }

    /** One request for up to a hundred keys, and usually one more to find the data of unfinished writers. */
    @Override
    public Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) throws StoreException {
        Set<StorageKey> distinct = Set.copyOf(keys);
        if (distinct.isEmpty()) {
            return Map.of();
        }
        // Unfinished data first, so that it cannot become an object afterwards.
        Optional<StoreException> failure = abandoned.remove(distinct);
        Map<StorageKey, StoreException> left = new HashMap<>();
        bucket.calls()
                .delete(distinct.stream().map(bucket.names()::of).toList())
                .forEach((name, reason) -> bucket.names().key(name).ifPresent(key -> left.put(key, reason)));
        failure.ifPresent(reason -> distinct.forEach(key -> left.putIfAbsent(key, reason)));
        return left;
    }

    @Override
    public Page<StoredObject> list(String prefix, PageRequest page) throws StoreException {
        return new Listing(bucket.calls(), bucket.names()).page(prefix, page);
    }

    /** Presigned URLs are among them if the credentials can sign. */
    @Override
    public StorageCapabilities capabilities() {
        return new StorageCapabilities(OptionalLong.empty(), false, Optional.of(this), links).copying(this::copy);
    }

    private boolean copy(StorageKey source, StorageKey target, long size) throws StoreException {
        bucket.calls().copy(bucket.names().of(source), bucket.names().of(target));
        return true;
    }

    /** Components of unfinished objects. */
    @Override
    public int removeAbandoned(Instant before, KeysInUse inUse) throws StoreException {
        return abandoned.removeAbandoned(before, inUse);
    }

    @Override
    public List<Problem> probe(Scope scope) throws StoreException {
        return new GcsProbe(bucket).run(scope);
    }

    /** Asks for the size of an object that does not exist. */
    @Override
    public void check() throws StoreException {
        reads.size(ABSENT);
    }

    /** Releases the resources that this store opened itself. */
    @Override
    public void close() {
        bucket.componentDeletions().clear();
        if (owned) {
            try {
                storage.close();
            } catch (Exception e) {
                LOG.warn(
                        "cannot close the client of bucket {}",
                        storage.getOptions().getHost(),
                        e);
            }
        }
    }
}
