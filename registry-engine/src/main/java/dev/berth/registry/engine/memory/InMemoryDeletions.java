package dev.berth.registry.engine.memory;

import dev.berth.registry.maintenance.DeletionBacklog;
import dev.berth.registry.maintenance.DeletionHold;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.maintenance.DeletionHoldStore;
import dev.berth.registry.spi.maintenance.DeletionStore;
import dev.berth.registry.spi.maintenance.DueDeletion;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The objects to delete of a {@link MemoryTables}, and the holds on their deletion. */
final class InMemoryDeletions implements DeletionStore, DeletionHoldStore {
    private final MemoryTables tables;
    private final SortedRows<DeletionHold> holds = new SortedRows<>();

    InMemoryDeletions(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public int queue(Collection<StorageKey> keys) {
        return tables.storeLock.write(() -> Math.toIntExact(keys.stream()
                .filter(key -> !tables.blobs.has(key) && !tables.sessions.has(key))
                .filter(key -> tables.deletions.queue(key, tables.now()))
                .count()));
    }

    @Override
    public List<DueDeletion> claim(int most, Duration lease, Duration ahead) {
        return tables.storeLock.write(() -> {
            Instant now = tables.now();
            return holds.all().stream().anyMatch(hold -> hold.isInForce(now))
                    ? List.<DueDeletion>of()
                    : tables.deletions.claim(most, now.plus(ahead), now.plus(lease));
        });
    }

    @Override
    public void done(Collection<StorageKey> keys) {
        forEach(keys, tables.deletions::remove);
    }

    @Override
    public void retry(Collection<StorageKey> keys, Instant next) {
        forEach(keys, key -> tables.deletions.retry(key, next));
    }

    @Override
    public void setAside(Collection<StorageKey> keys) {
        forEach(keys, tables.deletions::setAside);
    }

    @Override
    public Page<StorageKey> setAside(PageRequest page) {
        return tables.storeLock.write(() -> tables.deletions.setAside(page));
    }

    @Override
    public DeletionBacklog backlog() {
        return tables.storeLock.write(tables.deletions::backlog);
    }

    @Override
    public DeletionHold hold(String name, Duration time) {
        return tables.storeLock.write(() -> {
            Instant now = tables.now();
            holds.all().removeIf(hold -> hold.until().isBefore(now.minus(REMEMBERED)));
            DeletionHold wanted = new DeletionHold(name, now, now.plus(time));
            DeletionHold placed = holds.find(name)
                    .filter(hold -> hold.isInForce(now))
                    .map(hold -> prolonged(hold, wanted.until()))
                    .orElse(wanted);
            holds.put(name, placed);
            return placed;
        });
    }

    private static DeletionHold prolonged(DeletionHold hold, Instant until) {
        return new DeletionHold(hold.name(), hold.since(), until.isAfter(hold.until()) ? until : hold.until());
    }

    @Override
    public Optional<DeletionHold> release(String name) {
        return tables.storeLock.write(() -> Optional.ofNullable(holds.remove(name)));
    }

    @Override
    public List<DeletionHold> list() {
        return List.copyOf(holds.all());
    }

    private void forEach(Collection<StorageKey> keys, Consumer<StorageKey> change) {
        tables.storeLock.write(() -> {
            keys.forEach(change);
            return true;
        });
    }
}
