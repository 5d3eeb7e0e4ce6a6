package dev.berth.registry;

import dev.berth.registry.event.Origin;
import java.util.function.Supplier;

/**
 * A container registry, as whoever drives it sees it.
 *
 * <p>Access control lies before it: a caller of these methods has been allowed to call them. Every method throws
 * {@link RegistryException} for what the OCI Distribution Specification calls an error, with {@link
 * ErrorCode#UNAVAILABLE} when something the registry needs does not answer. Safe for use by any number of threads.
 */
public interface Registry {

    /** The repositories. */
    Catalog catalog();

    /** Names of manifests. */
    Tags tags();

    /** Manifests and indexes, and who refers to them. */
    Manifests manifests();

    /** Blobs of a repository. */
    Blobs blobs();

    /** Blobs on their way in. */
    Uploads uploads();

    /**
     * This registry for one request: what is told of the calls of the answer tells of that request. Registries that tell
     * nobody answer themselves, without asking for the origin.
     */
    default Registry within(Supplier<Origin> request) {
        return this;
    }
}
