package dev.berth.registry.engine.audit;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.Breach;
import dev.berth.registry.spi.maintenance.Breach.Invariant;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Checks that what a registry promises holds: that manifests have what they need, links lead to blobs, blobs have their
 * objects, and storage holds nothing else. May run while the registry goes on: what looks wrong is looked at again before
 * it is called a breach. Borrows its stores; safe for use by several threads.
 */
public final class ConsistencyCheck {
    private final MetadataStore metadata;
    private final BlobStore storage;
    private final Set<Invariant> ignored;
    private final int most;

    private ConsistencyCheck(MetadataStore metadata, BlobStore storage, Set<Invariant> ignored, int most) {
        this.metadata = metadata;
        this.storage = storage;
        this.ignored = ignored;
        this.most = most;
    }

    /** A referee of a registry over these stores that names at most 10,000 breaches of each invariant. */
    public static ConsistencyCheck over(MetadataStore metadata, BlobStore storage) {
        return new ConsistencyCheck(metadata, storage, EnumSet.noneOf(Invariant.class), 10_000);
    }

    /** The same for a registry that stores manifests before what they refer to. */
    public ConsistencyCheck allowingMissingReferences() {
        return new ConsistencyCheck(metadata, storage, EnumSet.of(Invariant.REFERENCE_PRESENT), most);
    }

    /** Checks everything; reads every blob's row and lists all of the storage, in pages. */
    public AuditReport check() throws StoreException {
        return check(AuditProgress.NONE);
    }

    /** Checks everything, and says how far it is. */
    public AuditReport check(AuditProgress progress) throws StoreException {
        List<Breach> breaches = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) {
            if (!ignored.contains(invariant)) {
                breaches.addAll(metadata.audit().breaches(invariant, most));
            }
        }
        ObjectAudit objects = new ObjectAudit(metadata, storage, progress, most);
        return objects.check(breaches);
    }
}
