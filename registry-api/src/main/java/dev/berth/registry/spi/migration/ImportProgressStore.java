package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.util.Optional;
import java.util.Set;

/** The imported sources and the state in which each was imported. */
public interface ImportProgressStore {

    /** The state of a repository or a folder that was imported last; empty before the first time. */
    Optional<Fingerprints> find(String source) throws StoreException;

    /** Records this state as imported: the last step of the import of a repository or a folder. */
    void conclude(String source, Fingerprints fingerprints) throws StoreException;

    /** The sources that were begun or concluded, in byte order. */
    Page<String> sources(PageRequest page) throws StoreException;

    /** The manifests imported into a repository, including those deleted since. */
    Set<Digest> manifests(RepositoryName repository) throws StoreException;

    /** The content of the whole metadata store, imported or not. Reads whole tables. */
    StoredCounts counts() throws StoreException;
}
