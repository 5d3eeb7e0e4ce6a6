package dev.berth.registry.spi;

import java.util.Collection;
import java.util.Set;

/** Tells which keys are in use; {@link AuditStore#known} does. */
@FunctionalInterface
public interface KeysInUse {

    /** Those of these keys that are in use. */
    Set<StorageKey> among(Collection<StorageKey> keys) throws StoreException;
}
