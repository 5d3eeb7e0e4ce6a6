package dev.berth.registry;

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
}
