package dev.berth.registry.spi.storage;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditStore;
import java.util.Collection;
import java.util.Set;

/** Tells which keys are in use; {@link AuditStore#ofUploads} does. */
@FunctionalInterface
public interface KeysInUse {

    /** Those of these keys that are in use. */
    Set<StorageKey> among(Collection<StorageKey> keys) throws StoreException;
}
