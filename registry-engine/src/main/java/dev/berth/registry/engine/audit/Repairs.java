package dev.berth.registry.engine.audit;

import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Repairs without a risk for content: unknown objects are queued for deletion, and unreferenced content is scheduled
 * for review. Both are checked once more before the deletion. Blobs whose objects are missing, short or changed are
 * marked as lost: the next push of an image that contains them restores them. Abandoned uploads are removed by
 * {@link dev.berth.registry.spi.storage.AbandonedRemoval}.
 */
public final class Repairs {
    private static final Set<Invariant> LOST =
            EnumSet.of(Invariant.OBJECT_PRESENT, Invariant.OBJECT_COMPLETE, Invariant.OBJECT_INTACT);

    private final MetadataStore metadata;

    /** Repairs of a registry over this store, which stays the caller's to close. */
    public Repairs(MetadataStore metadata) {
        this.metadata = Objects.requireNonNull(metadata, "metadata");
    }

    /** Repairs those of the breaches that can be repaired; answers their number. */
    public int repair(List<Breach> breaches) throws StoreException {
        int repaired = 0;
        for (Breach breach : breaches) {
            if (repair(breach)) {
                repaired++;
            }
        }
        return repaired;
    }

    private boolean repair(Breach breach) throws StoreException {
        return switch (breach.invariant()) {
            case OBJECT_KNOWN -> queue(breach.key().orElseThrow());
            case UNHELD_UNDER_REVIEW ->
                schedule(breach.repository(), breach.digest().orElseThrow());
            case REFERENCE_PRESENT,
                    TAG_NAMES_MANIFEST,
                    LINK_LEADS_TO_BLOB,
                    LINK_KNOWN_TO_BOTH,
                    SIZE_COUNTED,
                    OBJECT_PRESENT,
                    OBJECT_COMPLETE,
                    OBJECT_INTACT,
                    OBJECT_NOT_DOOMED,
                    UPLOAD_KNOWN -> false;
        };
    }

    /** Marks the blobs as lost whose objects are missing, short or changed; answers their number. */
    public int markLost(List<Breach> breaches) throws StoreException {
        int marked = 0;
        for (Breach breach : breaches) {
            boolean lost = LOST.contains(breach.invariant());
            if (lost
                    && metadata.lostBlobs()
                            .mark(breach.digest().orElseThrow(), breach.key().orElseThrow())) {
                marked++;
            }
        }
        return marked;
    }

    private boolean queue(StorageKey key) throws StoreException {
        return !key.isPath() && metadata.deletions().queue(List.of(key)) > 0;
    }

    private boolean schedule(Optional<RepositoryName> repository, Digest digest) throws StoreException {
        if (repository.isEmpty()) {
            return metadata.reviews().schedule(new Reviewable.OfBlob(digest));
        }
        boolean manifest = metadata.reviews().schedule(new Reviewable.OfManifest(repository.get(), digest));
        boolean link = metadata.reviews().schedule(new Reviewable.OfLink(repository.get(), digest));
        return manifest || link;
    }
}
