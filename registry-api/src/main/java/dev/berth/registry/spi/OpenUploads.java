package dev.berth.registry.spi;

import java.util.Collection;
import java.util.Set;

/** The upload sessions that own what is unfinished in storage. */
@FunctionalInterface
public interface OpenUploads {

    /** Those of these keys that an upload session has. */
    Set<StorageKey> among(Collection<StorageKey> keys) throws StoreException;
}
