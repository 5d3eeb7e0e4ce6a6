package dev.berth.registry;

import dev.berth.registry.event.Origin;
import java.util.function.Supplier;

/**
 * A container registry: the interface for transports and hosts.
 *
 * <p>Access control is applied before these methods: their caller is already authorized. Every method throws {@link
 * RegistryException} for what the OCI Distribution Specification calls an error, with {@link ErrorCode#UNAVAILABLE}
 * when something the registry needs does not answer. Safe for use by any number of threads.
 */
public interface Registry {

    /** The repositories. */
    Catalog catalog();

    /** The tags of repositories. */
    Tags tags();

    /** Manifests, indexes and their referrers. */
    Manifests manifests();

    /** Blobs of a repository. */
    Blobs blobs();

    /** Uploads of blobs. */
    Uploads uploads();

    /** Changes to the registry as a whole. */
    Administration administration();

    /** Questions about the content. */
    Insights insights();

    /**
     * This registry for one request: events of the returned registry carry that request as their origin. A registry
     * without events returns itself and does not ask for the origin.
     */
    default Registry within(Supplier<Origin> request) {
        return this;
    }
}
