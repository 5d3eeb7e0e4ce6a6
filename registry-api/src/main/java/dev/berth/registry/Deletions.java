package dev.berth.registry;

import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagSelection;
import java.util.function.Predicate;

/**
 * Deletions of many tags and of whole repositories. They proceed in batches, each of which is complete with its events
 * or did not happen; after a failure the same call continues. Content that loses its last holder is collected later.
 */
public interface Deletions {

    /**
     * The tags that a deletion would remove; changes nothing.
     *
     * @param page {@code last} is the name of a tag
     * @throws RegistryException NAME_UNKNOWN when there is no such repository, UNSUPPORTED when tags are selected by
     *     their last use and usage is not recorded since that time
     */
    TagPreview preview(RepositoryName repository, TagSelection selection, PageRequest page);

    /**
     * Deletes the selected tags in byte order. A tag that is set again meanwhile is kept.
     *
     * @param page the greatest number of tags to examine, and the tag after which to begin
     * @param deletable false for tags that are protected from the caller
     * @throws RegistryException NAME_UNKNOWN when there is no such repository, UNSUPPORTED when deletion is disabled,
     *     or tags are selected by their last use and usage is not recorded since that time
     */
    TagDeletion delete(RepositoryName repository, TagSelection selection, PageRequest page, Predicate<Tag> deletable);

    /**
     * Deletes a repository: its tags, each with an event, then the repository with all it has, with one event. Content
     * that is pushed to it meanwhile is deleted too.
     *
     * @throws RegistryException NAME_UNKNOWN when there is no such repository, UNSUPPORTED when deletion is disabled
     */
    RepositoryDeletion delete(RepositoryName repository);

    /**
     * The repository that {@link #delete(RepositoryName)} would delete, with its tags and bytes; changes nothing.
     *
     * @throws RegistryException NAME_UNKNOWN when there is no such repository
     */
    RepositoryDeletion preview(RepositoryName repository);

    /**
     * The repositories that {@link #deleteBelow} would delete; changes nothing.
     *
     * @throws RegistryException NAME_UNKNOWN when there is none
     */
    RepositoryDeletion previewBelow(RepositoryName path, Predicate<RepositoryName> deletable);

    /**
     * Deletes the repositories at and below a path, at most 1,000 in a call, each as {@link #delete(RepositoryName)}
     * does.
     *
     * @param deletable false for repositories that the caller may not delete
     * @throws RegistryException NAME_UNKNOWN when there is none, UNSUPPORTED when deletion is disabled
     */
    RepositoryDeletion deleteBelow(RepositoryName path, Predicate<RepositoryName> deletable);
}
