package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SelectedTag;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagSelection;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tags of repositories. Tags are set with {@link ManifestStore#put}. */
public interface TagStore {

    /** Tags of a repository in byte order; empty when there is no such repository. */
    Optional<Page<Tag>> list(RepositoryName repository, PageRequest page) throws StoreException;

    /**
     * Removes a tag; the manifest it named awaits review.
     *
     * @param events events to record when it was removed
     * @return false when there is no such tag
     */
    boolean delete(RepositoryName repository, Tag tag, List<NewEvent> events) throws StoreException;

    /**
     * Selected tags of a repository in byte order; empty when there is no such repository.
     *
     * @param page {@code last} is the name of a tag
     */
    Optional<Page<SelectedTag>> select(RepositoryName repository, TagSelection selection, PageRequest page)
            throws StoreException;

    /** The number of selected tags; zero when there is no such repository. */
    long count(RepositoryName repository, TagSelection selection) throws StoreException;

    /**
     * Removes tags, all at once; the manifests they named await review. A tag that was set again since it was selected
     * is kept.
     *
     * @param tags each tag once
     * @return the removed tags
     */
    Set<Tag> delete(RepositoryName repository, List<TagRemoval> tags) throws StoreException;

    /** Removes a tag without events. */
    default boolean delete(RepositoryName repository, Tag tag) throws StoreException {
        return delete(repository, tag, List.of());
    }
}
