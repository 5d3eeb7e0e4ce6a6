package dev.berth.registry.engine.memory;

import dev.berth.registry.spi.AuditStore;
import dev.berth.registry.spi.BlobLinkStore;
import dev.berth.registry.spi.DeletionStore;
import dev.berth.registry.spi.EventStore;
import dev.berth.registry.spi.ManifestStore;
import dev.berth.registry.spi.MetadataStore;
import dev.berth.registry.spi.RepositoryStore;
import dev.berth.registry.spi.ReviewStore;
import dev.berth.registry.spi.TagStore;
import dev.berth.registry.spi.UploadStore;
import dev.berth.registry.spi.migration.MigrationStore;
import java.time.Clock;
import java.util.Objects;

/** Metadata in the memory of this process; it lasts as long as the store is reachable, and needs no closing. */
public final class InMemoryMetadataStore implements MetadataStore {
    private final RepositoryStore repositories;
    private final ManifestStore manifests;
    private final TagStore tags;
    private final BlobLinkStore blobLinks;
    private final UploadStore uploads;
    private final ReviewStore reviews;
    private final DeletionStore deletions;
    private final EventStore events;
    private final AuditStore audit;
    private final MigrationStore migration;

    /** An empty store that takes its times from {@code clock}. */
    public InMemoryMetadataStore(Clock clock) {
        this(new Ledger(Objects.requireNonNull(clock, "clock")));
    }

    InMemoryMetadataStore(Ledger ledger) {
        repositories = new InMemoryRepositories(ledger);
        manifests = new InMemoryManifests(ledger);
        tags = new InMemoryTags(ledger);
        blobLinks = new InMemoryBlobLinks(ledger);
        uploads = new InMemoryUploads(ledger);
        reviews = new InMemoryReviews(ledger);
        deletions = new InMemoryDeletions(ledger);
        events = new InMemoryEvents(ledger);
        audit = new InMemoryAudit(ledger);
        migration = new InMemoryMigration(ledger);
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
    public BlobLinkStore blobLinks() {
        return blobLinks;
    }

    @Override
    public UploadStore uploads() {
        return uploads;
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
    public EventStore events() {
        return events;
    }

    @Override
    public AuditStore audit() {
        return audit;
    }

    /** The roles an import of another registry writes through. */
    public MigrationStore migration() {
        return migration;
    }
}
