package dev.berth.registry;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;

/** Tags of a repository (OCI Distribution Specification, "Listing Tags", "Deleting tags"). */
public interface Tags {

    /**
     * Tags in byte order.
     *
     * @throws RegistryException NAME_UNKNOWN when there is no such repository; one without tags has an empty list
     */
    Page<Tag> list(RepositoryName repository, PageRequest page);

    /**
     * Removes the tag, not the manifest it names.
     *
     * @throws RegistryException MANIFEST_UNKNOWN when there is no such tag
     */
    void delete(RepositoryName repository, Tag tag);
}
