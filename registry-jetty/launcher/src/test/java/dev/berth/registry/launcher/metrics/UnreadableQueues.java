package dev.berth.registry.launcher.metrics;

import dev.berth.registry.maintenance.DeletionBacklog;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.insight.InsightStore;
import dev.berth.registry.spi.maintenance.AuditStore;
import dev.berth.registry.spi.maintenance.DailyFigureStore;
import dev.berth.registry.spi.maintenance.DeletionHoldStore;
import dev.berth.registry.spi.maintenance.DeletionStore;
import dev.berth.registry.spi.maintenance.DueDeletion;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** A store whose deletions cannot be counted for a while. */
final class UnreadableQueues implements MetadataStore, DeletionStore {
    boolean fails;

    private final MetadataStore store;

    UnreadableQueues(MetadataStore store) {
        this.store = store;
    }

    @Override
    public void check() throws StoreException {
        store.check();
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public RepositoryStore repositories() {
        return store.repositories();
    }

    @Override
    public ManifestStore manifests() {
        return store.manifests();
    }

    @Override
    public DeletedTagStore deletedTags() {
        return store.deletedTags();
    }

    @Override
    public DeletedManifestStore deletedManifests() {
        return store.deletedManifests();
    }

    @Override
    public TagStore tags() {
        return store.tags();
    }

    @Override
    public BlobLinkStore blobLinks() {
        return store.blobLinks();
    }

    @Override
    public UploadStore uploads() {
        return store.uploads();
    }

    @Override
    public LostBlobStore lostBlobs() {
        return store.lostBlobs();
    }

    @Override
    public ReviewStore reviews() {
        return store.reviews();
    }

    @Override
    public DeletionStore deletions() {
        return this;
    }

    @Override
    public DeletionHoldStore deletionHolds() {
        return store.deletionHolds();
    }

    @Override
    public EventStore events() {
        return store.events();
    }

    @Override
    public InsightStore insights() {
        return store.insights();
    }

    @Override
    public DailyFigureStore dailyFigures() {
        return store.dailyFigures();
    }

    @Override
    public AuditStore audit() {
        return store.audit();
    }

    @Override
    public int queue(Collection<StorageKey> keys) throws StoreException {
        return store.deletions().queue(keys);
    }

    @Override
    public List<DueDeletion> claim(int most, Duration lease, Duration ahead) throws StoreException {
        return store.deletions().claim(most, lease, ahead);
    }

    @Override
    public void done(Collection<StorageKey> keys) throws StoreException {
        store.deletions().done(keys);
    }

    @Override
    public void retry(Collection<StorageKey> keys, Instant next) throws StoreException {
        store.deletions().retry(keys, next);
    }

    @Override
    public void setAside(Collection<StorageKey> keys) throws StoreException {
        store.deletions().setAside(keys);
    }

    @Override
    public Page<StorageKey> setAside(PageRequest page) throws StoreException {
        return store.deletions().setAside(page);
    }

    @Override
    public DeletionBacklog backlog() throws StoreException {
        if (fails) {
            throw new StoreException(StoreException.Kind.TRANSIENT, "the database is gone", null);
        }
        return store.deletions().backlog();
    }
}
