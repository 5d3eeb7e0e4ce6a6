package dev.berth.registry.storage.gcs;

import com.google.cloud.BaseServiceException;
import com.google.cloud.ReadChannel;
import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.StorageBatch;
import com.google.cloud.storage.StorageBatchResult;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The calls of one bucket, with classified failures. Calls that may be repeated are retried by the client. */
final class GcsCalls {
    /** The greatest number of components in one request. */
    static final int MAX_COMPONENTS = 32;

    /** The greatest number of keys in one request. */
    static final int MAX_DELETED = 100;

    static final String MARK = "berth-mark";
    private static final String TYPE = "application/octet-stream";
    private static final String CREATE = "storage.objects.create";

    private final Storage storage;
    private final String bucket;
    private final boolean emulated;
    private final GcsFailures failures;
    private final CallLimit callLimit;
    private final Attempts attempts;
    private final int chunkSize;

    GcsCalls(Storage storage, GcsStoreConfig config, RandomGenerator random) {
        this.storage = storage;
        this.bucket = config.bucket();
        // The emulator ignores the conditions of a composition.
        this.emulated = config.endpoint().isPresent();
        this.failures = new GcsFailures(bucket);
        this.callLimit = new CallLimit(config.maxConcurrency());
        this.attempts = new Attempts(config.maxAttempts(), random);
        this.chunkSize = config.chunkSize();
    }

    CallLimit callLimit() {
        return callLimit;
    }

    GcsFailures failures() {
        return failures;
    }

    /** Makes an object of these bytes. */
    void create(String name, byte[] content, String mark) throws StoreException {
        BlobInfo info = marked(name, mark);
        publish(name, mark, () -> storage.create(info, content, BlobTargetOption.doesNotExist()));
    }

    /** Makes an object of components, by their names. */
    void compose(String name, List<String> components, String mark) throws StoreException {
        Storage.ComposeRequest.Builder request = Storage.ComposeRequest.newBuilder()
                .setTarget(marked(name, mark))
                .setTargetOptions(BlobTargetOption.doesNotExist());
        components.forEach(request::addSource);
        if (emulated && get(name).isPresent()) {
            throw failures.permanent(name, "exists already");
        }
        try {
            publish(name, mark, () -> storage.compose(request.build()));
        } catch (StoreException e) {
            requireThere(components.get(0), e);
            throw e;
        }
    }

    /** With a missing component a retry cannot succeed, whatever the answer of the store. */
    private void requireThere(String component, StoreException failure) throws StoreException {
        if (failure.kind() == Kind.TRANSIENT && get(component).isEmpty()) {
            throw failures.permanent(component, "is missing");
        }
    }

    /**
     * Begins the transfer of an object in chunks. Not by {@code blobWriteSession}, which sends each of them once and
     * fails (seen in 2.75.0): this one retries transient failures, from the position that the store reports.
     */
    WriteChannel upload(String name, String mark) throws StoreException {
        WriteChannel channel =
                call("write", name, CREATE, () -> storage.writer(marked(name, mark), BlobWriteOption.doesNotExist()));
        channel.setChunkSize(chunkSize);
        return channel;
    }

    StoreException failedUpload(String name, Exception failure) {
        return failures.of("write", name, CREATE, failure);
    }

    /**
     * A lost answer, or a retry that found the result of the lost one, is recognized by the mark, which is used once.
     */
    private void publish(String name, String mark, Supplier<? extends BlobInfo> call) throws StoreException {
        try {
            callLimit.answer(call);
        } catch (BaseServiceException e) {
            resolve(name, mark, e);
        }
    }

    /** Resolves a failure to create an object: returns if the object exists, since only the answer was lost. */
    void resolve(String name, String mark, Exception failure) throws StoreException {
        if (!GcsFailures.isConflict(failure) && !GcsFailures.leavesDoubt(failure)) {
            throw failures.of("write", name, CREATE, failure);
        }
        Optional<Blob> found;
        try {
            found = get(name);
        } catch (StoreException e) {
            failure.addSuppressed(e);
            throw failures.unknown(name, failure);
        }
        if (found.isPresent() && mark.equals(markOf(found.get()))) {
            return;
        }
        if (found.isPresent()) {
            throw failures.permanent(name, "was published by another writer");
        }
        throw failures.of("write", name, CREATE, failure);
    }

    private static String markOf(BlobInfo found) {
        @Nullable Map<String, @Nullable String> metadata = found.getMetadata();
        return metadata == null ? "" : String.valueOf(metadata.get(MARK));
    }

    /** Copies an object, replacing an existing one; a large one by several calls. */
    void copy(String source, String name) throws StoreException {
        Storage.CopyRequest request = Storage.CopyRequest.newBuilder()
                .setSource(id(source))
                .setTarget(id(name))
                .build();
        call("copy", source, CREATE, () -> storage.copy(request).getResult());
    }

    Optional<Blob> get(String name) throws StoreException {
        return call("look at", name, "storage.objects.get", () -> Optional.ofNullable(storage.get(id(name))));
    }

    /** A reader that asks for nothing yet. */
    ReadChannel reader(String name) {
        ReadChannel reader = storage.reader(id(name));
        reader.setChunkSize(0);
        return reader;
    }

    /** Objects in byte order from a name on. */
    Iterable<Blob> list(String prefix, String from, int most) throws StoreException {
        BlobListOption[] options = {
            BlobListOption.prefix(prefix),
            BlobListOption.startOffset(from),
            BlobListOption.pageSize(most),
            BlobListOption.fields(
                    Storage.BlobField.NAME,
                    Storage.BlobField.SIZE,
                    Storage.BlobField.TIME_CREATED,
                    Storage.BlobField.MD5HASH)
        };
        return call(
                "list the objects of",
                "",
                "storage.objects.list",
                () -> storage.list(bucket, options).getValues());
    }

    /**
     * Deletes objects; a missing one is no failure.
     *
     * @return the names that are still there, with the reason
     */
    Map<String, StoreException> delete(Collection<String> names) throws StoreException {
        Map<String, StoreException> left = new HashMap<>();
        List<String> all = List.copyOf(names);
        for (int from = 0; from < all.size(); from += MAX_DELETED) {
            left.putAll(deleteSome(all.subList(from, Math.min(all.size(), from + MAX_DELETED))));
        }
        return left;
    }

    private Map<String, StoreException> deleteSome(List<String> names) throws StoreException {
        Map<String, StorageBatchResult<Boolean>> results =
                call("delete objects of", "", "storage.objects.delete", () -> attempts.of(() -> submitDeletion(names)));
        Map<String, StoreException> left = new HashMap<>();
        results.forEach((name, result) -> reason(name, result).ifPresent(reason -> left.put(name, reason)));
        return left;
    }

    /** The client sends a batch once. */
    private Map<String, StorageBatchResult<Boolean>> submitDeletion(List<String> names) {
        StorageBatch batch = storage.batch();
        Map<String, StorageBatchResult<Boolean>> results = new HashMap<>();
        names.forEach(name -> results.put(name, batch.delete(id(name))));
        batch.submit();
        return results;
    }

    private Optional<StoreException> reason(String name, StorageBatchResult<Boolean> result) {
        try {
            result.get();
            return Optional.empty();
        } catch (BaseServiceException e) {
            return GcsFailures.isAbsence(e)
                    ? Optional.empty()
                    : Optional.of(failures.of("delete", name, "storage.objects.delete", e));
        }
    }

    private <T> T call(String what, String name, String permission, Supplier<T> call) throws StoreException {
        try {
            return callLimit.answer(call);
        } catch (BaseServiceException e) {
            throw failures.of(what, name, permission, e);
        }
    }

    private BlobId id(String name) {
        return BlobId.of(bucket, name);
    }

    private BlobInfo marked(String name, String mark) {
        return BlobInfo.newBuilder(id(name))
                .setContentType(TYPE)
                .setMetadata(Map.of(MARK, mark))
                .build();
    }
}
