package dev.berth.registry.spi.storage;

import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditStore;
import java.util.Collection;
import java.util.Set;

/** A query for keys in use; implemented by {@link AuditStore#known}. */
@FunctionalInterface
public interface KeysInUse {

    /** The keys among these that are in use. */
    Set<StorageKey> among(Collection<StorageKey> keys) throws StoreException;
}
