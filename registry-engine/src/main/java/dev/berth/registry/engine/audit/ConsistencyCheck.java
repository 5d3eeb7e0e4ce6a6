package dev.berth.registry.engine.audit;

import dev.berth.registry.maintenance.AuditProgress;
import dev.berth.registry.maintenance.AuditReport;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks the invariants of a registry: manifests have their references, links point to blobs, blobs have their objects,
 * and storage contains nothing else. May run while the registry serves requests: a suspected breach is checked again
 * before it is reported. Does not close its stores. Safe for use by several threads.
 */
public final class ConsistencyCheck {
    private final MetadataStore metadata;
    private final BlobStore storage;
    private final Set<Invariant> ignored;
    private final int most;
    private final Instant abandonedBefore;

    private ConsistencyCheck(
            MetadataStore metadata, BlobStore storage, Set<Invariant> ignored, int most, Instant abandonedBefore) {
        this.abandonedBefore = abandonedBefore;
        this.metadata = metadata;
        this.storage = storage;
        this.ignored = ignored;
        this.most = most;
    }

    /** A check of a registry over these stores that reports at most 10,000 breaches of each invariant. */
    public static ConsistencyCheck over(MetadataStore metadata, BlobStore storage) {
        return new ConsistencyCheck(metadata, storage, EnumSet.noneOf(Invariant.class), 10_000, Instant.EPOCH);
    }

    /** The same for a registry that accepts manifests before the content they refer to. */
    public ConsistencyCheck allowingMissingReferences() {
        return new ConsistencyCheck(metadata, storage, EnumSet.of(Invariant.REFERENCE_PRESENT), most, abandonedBefore);
    }

    /** The same; the check also reports unfinished objects without an upload session that began before this time. */
    public ConsistencyCheck namingAbandonedBefore(Instant time) {
        return new ConsistencyCheck(metadata, storage, ignored, most, time);
    }

    /** Checks everything; reads every blob's row and lists all of the storage, in pages. */
    public AuditReport check() throws StoreException {
        return check(AuditProgress.NONE);
    }

    /** Checks everything and reports progress. */
    public AuditReport check(AuditProgress progress) throws StoreException {
        List<Breach> breaches = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) {
            if (!ignored.contains(invariant)) {
                breaches.addAll(metadata.audit().breaches(invariant, most));
            }
        }
        breaches.addAll(abandoned());
        ObjectAudit objects = new ObjectAudit(metadata, storage, progress, most);
        return objects.check(breaches);
    }

    /** Asks what would be removed, and has nothing removed. */
    private List<Breach> abandoned() throws StoreException {
        Set<StorageKey> found = new TreeSet<>();
        storage.capabilities().removeAbandoned(abandonedBefore, keys -> {
            Set<StorageKey> owned = metadata.audit().ofUploads(keys);
            keys.stream()
                    .filter(key -> !owned.contains(key) && found.size() < most)
                    .forEach(found::add);
            return Set.copyOf(keys);
        });
        return found.stream()
                .map(key -> new Breach(
                        Invariant.UPLOAD_KNOWN,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(key),
                        "begun before " + abandonedBefore))
                .toList();
    }
}
