package dev.berth.registry;

import dev.berth.registry.model.DeletedTag;
import dev.berth.registry.model.Digest;
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

    /**
     * Deleted tags that can come back: those whose names are free and whose manifests are not collected yet, in byte
     * order.
     *
     * @throws RegistryException NAME_UNKNOWN when there is no such repository
     */
    Page<DeletedTag> deleted(RepositoryName repository, PageRequest page);

    /**
     * Sets a deleted tag to the manifest that it named, as a push does. If that was deleted by its digest it comes back
     * with this tag, as by {@link Manifests#undelete}.
     *
     * @return the manifest that the tag names
     * @throws RegistryException TAG_UNKNOWN when no such tag was deleted, MANIFEST_UNKNOWN when its manifest is
     *     collected, TAG_IN_USE when the tag names another manifest now
     */
    Digest undelete(RepositoryName repository, Tag tag);
}
