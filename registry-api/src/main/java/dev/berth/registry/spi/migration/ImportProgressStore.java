package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.util.Optional;
import java.util.Set;

/** What was imported, and as of which state of the source. */
public interface ImportProgressStore {

    /** The state of a repository or a folder that was imported last; empty before the first time. */
    Optional<Fingerprints> find(String source) throws StoreException;

    /** Remembers that this state is imported: the last step of importing a repository or a folder. */
    void conclude(String source, Fingerprints fingerprints) throws StoreException;

    /** The sources that were begun or concluded, in byte order. */
    Page<String> sources(PageRequest page) throws StoreException;

    /** The manifests that imports brought to a repository, be they still there or not. */
    Set<Digest> manifests(RepositoryName repository) throws StoreException;
}
