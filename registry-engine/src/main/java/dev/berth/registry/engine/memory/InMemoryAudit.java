package dev.berth.registry.engine.memory;

import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.maintenance.AuditStore;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The queries of a consistency check on a {@link MemoryTables}. */
final class InMemoryAudit implements AuditStore {
    private final MemoryTables tables;
    private final Breaches breaches;

    InMemoryAudit(MemoryTables tables) {
        this.tables = tables;
        breaches = new Breaches(tables);
    }

    @Override
    public Page<AuditedBlob> blobs(PageRequest page) {
        return tables.storeLock.read(() -> tables.blobs.page(page));
    }

    @Override
    public Set<StorageKey> known(Collection<StorageKey> keys) {
        return tables.storeLock.write(
                () -> keys.stream().filter(this::isKnown).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Set<StorageKey> ofUploads(Collection<StorageKey> keys) {
        return tables.storeLock.write(
                () -> keys.stream().filter(tables.sessions::has).collect(Collectors.toUnmodifiableSet()));
    }

    private boolean isKnown(StorageKey key) {
        return tables.blobs.has(key) || tables.sessions.has(key) || tables.deletions.contains(key);
    }

    @Override
    public List<RepositoryName> withManifest(Digest digest, int most) {
        return tables.storeLock.read(() ->
                tables
                        .repositories
                        .page(PageRequest.first(most), rows -> rows.manifests.containsKey(digest))
                        .items()
                        .stream()
                        .map(rows -> rows.name)
                        .toList());
    }

    @Override
    public List<Breach> breaches(Breach.Invariant invariant, int most) {
        return tables.storeLock.write(() -> breaches.of(invariant).limit(most).toList());
    }
}
