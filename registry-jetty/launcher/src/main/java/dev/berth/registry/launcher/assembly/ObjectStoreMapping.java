package dev.berth.registry.launcher.assembly;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;

/** The mapping from the configuration to an object store of one kind; {@link ObjectStorage} lists all of them. */
interface ObjectStoreMapping {

    /** The kind of storage, by its name below {@code storage} in the configuration. */
    String driver();

    /** True when the configuration has a setting of this kind. */
    boolean isConfigured();

    /** The place of the objects, for a person. */
    String description();

    /** Opens the store, without a call yet; the caller closes it. */
    BlobStore open() throws StoreException;
}
