package dev.berth.registry.engine.audit;

import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;

/** The layout of CNCF distribution and its relatives, whose metadata are files in storage too. */
public final class ClassicTree {
    /** The folder of its repositories; it contains files as soon as there is a repository. */
    public static final String REPOSITORIES = "docker/registry/v2/repositories/";

    private ClassicTree() {}

    /** True when storage contains repositories of such a registry; costs one listing. */
    public static boolean isIn(BlobStore storage) throws StoreException {
        return !storage.list(REPOSITORIES, PageRequest.first(1)).items().isEmpty();
    }
}
