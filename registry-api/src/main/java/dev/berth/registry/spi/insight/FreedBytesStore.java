package dev.berth.registry.spi.insight;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.util.Collection;
import java.util.Map;

/** The bytes that deletions would release. */
public interface FreedBytesStore {

    /**
     * Bytes of layers, as {@link SizeStore#size} counts them, that no tag of the repository would need without some of
     * its tags, and no other repository has; zero when there is no such repository.
     *
     * @param tags the number of tags that each manifest would lose
     */
    long ofTags(RepositoryName repository, Map<Digest, Long> tags) throws StoreException;

    /**
     * Bytes of the manifests of these repositories, and of the blobs that only these repositories have, each blob once.
     * Repositories that do not exist have none. The work grows with the number of their blobs.
     */
    long ofRepositories(Collection<RepositoryName> repositories) throws StoreException;
}
