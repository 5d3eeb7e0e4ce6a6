package dev.berth.registry.spi.maintenance;

import dev.berth.registry.spi.StoreException;
import java.util.Optional;

/**
 * The identity by which a database and its storage know each other. A capability beside {@link
 * dev.berth.registry.spi.metadata.MetadataStore}: a store without it cannot detect the storage of another registry.
 */
public interface OwnerStore {

    /** The identity; empty before the first {@link #propose}. */
    Optional<Owner> find() throws StoreException;

    /** The identity, which becomes {@code id} if there is none; the same on all nodes. */
    Owner propose(String id) throws StoreException;

    /** Records that the marker of {@code id} is in storage; does nothing if the identity is another one. */
    void confirm(String id) throws StoreException;

    /** Replaces the identity by {@code id}, whose marker is not in storage yet. */
    void replace(String id) throws StoreException;
}
