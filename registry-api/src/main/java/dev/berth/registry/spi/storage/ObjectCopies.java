package dev.berth.registry.spi.storage;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;

/** Copies of objects inside a store: their bytes do not pass through the caller. Safe for use by several threads. */
@FunctionalInterface
public interface ObjectCopies {

    /**
     * Publishes an object with the content of a committed one. The target has no open writer; a store may replace an
     * object that it finds there. Both objects are independent afterwards: either can be deleted.
     *
     * @param size the length of the source, in bytes
     * @return false when the store cannot copy this object and has written nothing
     * @throws StoreException PERMANENT when there is no such source or the target is in use
     */
    boolean copy(StorageKey source, StorageKey target, long size) throws StoreException;
}
