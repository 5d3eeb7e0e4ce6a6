package dev.berth.registry.engine.memory;

import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.insight.InsightStore;
import dev.berth.registry.spi.maintenance.AuditStore;
import dev.berth.registry.spi.maintenance.DailyFigureStore;
import dev.berth.registry.spi.maintenance.DeletionHoldStore;
import dev.berth.registry.spi.maintenance.DeletionStore;
import dev.berth.registry.spi.maintenance.Owner;
import dev.berth.registry.spi.maintenance.OwnerStore;
import dev.berth.registry.spi.maintenance.ReviewStore;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import dev.berth.registry.spi.metadata.DeletedManifestStore;
import dev.berth.registry.spi.metadata.DeletedTagStore;
import dev.berth.registry.spi.metadata.LostBlobStore;
import dev.berth.registry.spi.metadata.ManifestStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.RepositoryStore;
import dev.berth.registry.spi.metadata.TagStore;
import dev.berth.registry.spi.metadata.UploadStore;
import dev.berth.registry.spi.migration.MigrationStore;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** Metadata in the memory of this process; it lasts as long as the store is reachable, and needs no closing. */
public final class InMemoryMetadataStore implements MetadataStore {
    private final RepositoryStore repositories;
    private final InMemoryManifests manifests;
    private final InMemoryTags tags;
    private final BlobLinkStore blobLinks;
    private final UploadStore uploads;
    private final LostBlobStore lostBlobs;
    private final ReviewStore reviews;
    private final InMemoryDeletions deletions;
    private final EventStore events;
    private final InsightStore insights;
    private final DailyFigureStore dailyFigures;
    private final AuditStore audit;
    private final MigrationStore migration;
    private final OwnerStore owner = new InMemoryOwner();

    /** An empty store that takes its times from {@code clock}. */
    public InMemoryMetadataStore(Clock clock) {
        this(new MemoryTables(Objects.requireNonNull(clock, "clock")));
    }

    InMemoryMetadataStore(MemoryTables tables) {
        repositories = new InMemoryRepositories(tables);
        manifests = new InMemoryManifests(tables);
        tags = new InMemoryTags(tables);
        blobLinks = new InMemoryBlobLinks(tables);
        uploads = new InMemoryUploads(tables);
        lostBlobs = new InMemoryBlobLinks.LostBlobs(tables);
        reviews = new InMemoryReviews(tables);
        deletions = new InMemoryDeletions(tables);
        events = new InMemoryEvents(tables);
        insights = new InMemoryInsights(tables);
        dailyFigures = new InMemoryUsage.DailyTotals(tables);
        audit = new InMemoryAudit(tables);
        migration = new InMemoryMigration(tables);
    }

    @Override
    public RepositoryStore repositories() {
        return repositories;
    }

    @Override
    public ManifestStore manifests() {
        return manifests;
    }

    @Override
    public TagStore tags() {
        return tags;
    }

    @Override
    public DeletedTagStore deletedTags() {
        return tags.deleted();
    }

    @Override
    public DeletedManifestStore deletedManifests() {
        return manifests.deleted();
    }

    @Override
    public BlobLinkStore blobLinks() {
        return blobLinks;
    }

    @Override
    public UploadStore uploads() {
        return uploads;
    }

    @Override
    public LostBlobStore lostBlobs() {
        return lostBlobs;
    }

    @Override
    public ReviewStore reviews() {
        return reviews;
    }

    @Override
    public DeletionStore deletions() {
        return deletions;
    }

    @Override
    public DeletionHoldStore deletionHolds() {
        return deletions;
    }

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public InsightStore insights() {
        return insights;
    }

    @Override
    public DailyFigureStore dailyFigures() {
        return dailyFigures;
    }

    @Override
    public AuditStore audit() {
        return audit;
    }

    /** The identity of this store. */
    public OwnerStore owner() {
        return owner;
    }

    /** The roles for an import of another registry. */
    public MigrationStore migration() {
        return migration;
    }

    @Override
    public void check() {}

    /** Has nothing to release. */
    @Override
    public void close() {}

    /** The identity of a store in memory. */
    private static final class InMemoryOwner implements OwnerStore {
        private Optional<Owner> owner = Optional.empty();

        @Override
        public synchronized Optional<Owner> find() {
            return owner;
        }

        @Override
        public synchronized Owner propose(String id) {
            Owner found = owner.orElseGet(() -> new Owner(id, false));
            owner = Optional.of(found);
            return found;
        }

        @Override
        public synchronized void confirm(String id) {
            owner = owner.map(found -> found.id().equals(id) ? new Owner(id, true) : found);
        }

        @Override
        public synchronized void replace(String id) {
            owner = Optional.of(new Owner(id, false));
        }
    }
}
