package dev.berth.registry.engine.audit;

import dev.berth.registry.maintenance.AuditProgress;
import dev.berth.registry.maintenance.AuditReport;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes through blobs and objects side by side, in the order of their keys. Used once. */
final class ObjectAudit {
    private static final int AT_A_TIME = 1_000;

    private final MetadataStore metadata;
    private final BlobStore storage;
    private final AuditProgress progress;
    private final int most;
    private final List<StoredObject> strays = new ArrayList<>();
    private final List<Breach> found = new ArrayList<>();
    private long blobCount;
    private long objectCount;
    private long byteCount;
    private long unknownCount;
    private long foreignCount;

    ObjectAudit(MetadataStore metadata, BlobStore storage, AuditProgress progress, int most) {
        this.metadata = metadata;
        this.storage = storage;
        this.progress = progress;
        this.most = most;
    }

    /** All findings, after those in {@code before}. */
    AuditReport check(List<Breach> before) throws StoreException {
        Pages<AuditedBlob> blobs = new Pages<>(
                page -> metadata.audit().blobs(page), blob -> blob.key().value());
        Pages<StoredObject> objects = new Pages<>(
                page -> storage.list("", page), object -> object.key().value());
        Optional<AuditedBlob> blob = blobs.next();
        Optional<StoredObject> object = objects.next();
        while (blob.isPresent() || object.isPresent()) {
            int order = order(blob, object);
            if (order <= 0) {
                check(blob.orElseThrow(), order == 0);
            }
            if (order >= 0) {
                list(object.orElseThrow(), order == 0);
            }
            if (order == 0) {
                compareSizes(blob.orElseThrow(), object.orElseThrow());
            }
            blob = order <= 0 ? blobs.next() : blob;
            object = order >= 0 ? objects.next() : object;
        }
        settleStrays();
        List<Breach> all = new ArrayList<>(before);
        all.addAll(found);
        return new AuditReport(blobCount, objectCount, byteCount, unknownCount, foreignCount, all);
    }

    /** The comparison of both keys; 0 for the same key. */
    private static int order(Optional<AuditedBlob> blob, Optional<StoredObject> object) {
        if (blob.isEmpty()) {
            return 1;
        }
        return object.map(there -> blob.get().key().compareTo(there.key())).orElse(-1);
    }

    private void check(AuditedBlob blob, boolean there) throws StoreException {
        blobCount++;
        if (!there && isLost(blob)) {
            found.add(breach(Invariant.OBJECT_PRESENT, blob, "blob of " + blob.size() + " bytes"));
        }
    }

    /** The blob may be newer than the listing, or have been collected meanwhile. */
    private boolean isLost(AuditedBlob blob) throws StoreException {
        return storage.size(blob.key()).isEmpty()
                && metadata.reviews()
                        .retention(new Reviewable.OfBlob(blob.digest()), 0)
                        .isPresent()
                && !metadata.audit().known(List.of(blob.key())).isEmpty();
    }

    private void compareSizes(AuditedBlob blob, StoredObject object) {
        if (blob.size() != object.size()) {
            String detail = "blob of " + blob.size() + " bytes, object of " + object.size();
            found.add(breach(Invariant.OBJECT_COMPLETE, blob, detail));
        }
    }

    private static Breach breach(Invariant invariant, AuditedBlob blob, String detail) {
        return new Breach(invariant, Optional.empty(), Optional.of(blob.digest()), Optional.of(blob.key()), detail);
    }

    private void list(StoredObject object, boolean named) throws StoreException {
        if (object.key().equals(StorageOwner.MARKER)) {
            return;
        }
        if (!named && object.key().isPath()) {
            foreignCount++;
            return;
        }
        objectCount++;
        byteCount += object.size();
        if (!named) {
            strays.add(object);
        }
        if (strays.size() == AT_A_TIME) {
            settleStrays();
        }
        if (objectCount % AT_A_TIME == 0) {
            progress.compared(blobCount, objectCount);
        }
    }

    /** Reports objects without a blob that still exist and are still unknown. */
    private void settleStrays() throws StoreException {
        Set<StorageKey> known =
                metadata.audit().known(strays.stream().map(StoredObject::key).toList());
        for (StoredObject stray : strays) {
            if (!known.contains(stray.key()) && isThere(stray)) {
                addUnknown(stray);
            }
        }
        strays.clear();
    }

    private void addUnknown(StoredObject object) {
        if (unknownCount++ < most) {
            found.add(new Breach(
                    Invariant.OBJECT_KNOWN,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(object.key()),
                    "object of " + object.size() + " bytes, committed " + object.modified()));
        }
    }

    private boolean isThere(StoredObject object) throws StoreException {
        return storage.size(object.key()).isPresent();
    }
}
