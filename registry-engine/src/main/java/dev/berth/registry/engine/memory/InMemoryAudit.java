package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.AuditStore;
import dev.berth.registry.spi.AuditedBlob;
import dev.berth.registry.spi.Breach;
import dev.berth.registry.spi.StorageKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a consistency check asks of a {@link Ledger}. */
final class InMemoryAudit implements AuditStore {
    private final Ledger ledger;
    private final Breaches breaches;

    InMemoryAudit(Ledger ledger) {
        this.ledger = ledger;
        breaches = new Breaches(ledger);
    }

    @Override
    public Page<AuditedBlob> blobs(PageRequest page) {
        return ledger.guard.read(() -> ledger.blobs.page(page));
    }

    @Override
    public Set<StorageKey> known(Collection<StorageKey> keys) {
        return ledger.guard.write(() -> keys.stream().filter(this::isKnown).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Set<StorageKey> ofUploads(Collection<StorageKey> keys) {
        return ledger.guard.write(
                () -> keys.stream().filter(ledger.sessions::has).collect(Collectors.toUnmodifiableSet()));
    }

    private boolean isKnown(StorageKey key) {
        return ledger.blobs.has(key) || ledger.sessions.has(key) || ledger.deletions.contains(key);
    }

    @Override
    public List<RepositoryName> withManifest(Digest digest, int most) {
        return ledger.guard.read(() ->
                ledger
                        .repositories
                        .page(PageRequest.first(most), rows -> rows.manifests.containsKey(digest))
                        .items()
                        .stream()
                        .map(rows -> rows.name)
                        .toList());
    }

    @Override
    public List<Breach> breaches(Breach.Invariant invariant, int most) {
        return ledger.guard.write(() -> breaches.of(invariant).limit(most).toList());
    }
}
