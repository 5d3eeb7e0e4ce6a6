package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.DeletionBacklog;
import dev.berth.registry.spi.DeletionStore;
import dev.berth.registry.spi.DueDeletion;
import dev.berth.registry.spi.StorageKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** The objects to delete of a {@link Ledger}. */
final class InMemoryDeletions implements DeletionStore {
    private final Ledger ledger;

    InMemoryDeletions(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public int queue(Collection<StorageKey> keys) {
        return ledger.guard.write(() -> Math.toIntExact(keys.stream()
                .filter(key -> !ledger.blobs.has(key) && !ledger.sessions.has(key))
                .filter(key -> ledger.deletions.queue(key, ledger.now()))
                .count()));
    }

    @Override
    public List<DueDeletion> claim(int most, Duration lease, Duration ahead) {
        return ledger.guard.write(() -> {
            Instant now = ledger.now();
            return ledger.deletions.claim(most, now.plus(ahead), now.plus(lease));
        });
    }

    @Override
    public void done(Collection<StorageKey> keys) {
        forEach(keys, ledger.deletions::remove);
    }

    @Override
    public void retry(Collection<StorageKey> keys, Instant next) {
        forEach(keys, key -> ledger.deletions.retry(key, next));
    }

    @Override
    public void setAside(Collection<StorageKey> keys) {
        forEach(keys, ledger.deletions::setAside);
    }

    @Override
    public Page<StorageKey> setAside(PageRequest page) {
        return ledger.guard.write(() -> ledger.deletions.setAside(page));
    }

    @Override
    public DeletionBacklog backlog() {
        return ledger.guard.write(ledger.deletions::backlog);
    }

    private void forEach(Collection<StorageKey> keys, Consumer<StorageKey> change) {
        ledger.guard.write(() -> {
            keys.forEach(change);
            return true;
        });
    }
}
