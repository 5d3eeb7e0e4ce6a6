package dev.berth.registry;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import java.util.function.Predicate;

/** The repositories of a registry (Docker Registry HTTP API V2, "Listing Repositories"). */
public interface Catalog {

    /**
     * Repositories in byte order. A repository is listed from the first blob or manifest it was given.
     *
     * @param visible selects the repositories the caller may see; the page is filled from these
     */
    Page<RepositoryName> list(PageRequest page, Predicate<RepositoryName> visible);
}
