package dev.berth.registry.engine.memory;

import dev.berth.registry.spi.maintenance.Owner;
import dev.berth.registry.spi.maintenance.OwnerStore;
import java.util.Optional;

/** The identity of a store in memory. */
final class InMemoryOwner implements OwnerStore {
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
