package dev.berth.registry;

/**
 * The outcome of a deletion of repositories, or what it would be.
 *
 * @param repositories number of deleted repositories
 * @param tags number of tags that they had
 * @param freed bytes of their manifests and of the blobs that no other repository has; zero after a deletion, whose
 *     content is collected later
 * @param kept number of repositories that were kept, because the caller may not delete them
 * @param more true when there are more repositories than one call deletes; the same call continues
 */
public record RepositoryDeletion(long repositories, long tags, long freed, long kept, boolean more) {}
