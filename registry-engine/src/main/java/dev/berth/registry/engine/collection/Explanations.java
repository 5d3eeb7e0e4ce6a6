package dev.berth.registry.engine.collection;

import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Explains the retention of content: its holders, or the time of its deletion. Safe for use by any number of threads.
 */
public final class Explanations {
    private static final int HOLDERS = 20;
    private static final PageRequest FIRST_LINKS = PageRequest.first(HOLDERS);

    private final MetadataStore metadata;

    /** Explanations of the content of a store, which the caller closes. */
    public Explanations(MetadataStore metadata) {
        this.metadata = metadata;
    }

    /**
     * The retention of the content a reference names in a repository, as a manifest or as a blob; empty when it has
     * neither.
     */
    public List<RetentionStatus> of(RepositoryName repository, Reference reference) throws StoreException {
        Optional<Digest> digest = digest(repository, reference);
        List<RetentionStatus> found = new ArrayList<>();
        if (digest.isPresent()) {
            find(new Reviewable.OfManifest(repository, digest.get()), found);
            find(new Reviewable.OfLink(repository, digest.get()), found);
        }
        return found;
    }

    private Optional<Digest> digest(RepositoryName repository, Reference reference) throws StoreException {
        if (reference instanceof Digest digest) {
            return Optional.of(digest);
        }
        return metadata.manifests()
                .find(repository, reference)
                .map(found -> found.manifest().digest());
    }

    /** The retention of the content of a digest: the blob and its first links, and the first manifests. */
    public List<RetentionStatus> of(Digest digest) throws StoreException {
        List<RetentionStatus> found = new ArrayList<>();
        find(new Reviewable.OfBlob(digest), found);
        for (RepositoryName holder :
                metadata.blobLinks().holders(digest, FIRST_LINKS).items()) {
            find(new Reviewable.OfLink(holder, digest), found);
        }
        for (RepositoryName repository : metadata.audit().withManifest(digest, HOLDERS)) {
            find(new Reviewable.OfManifest(repository, digest), found);
        }
        return found;
    }

    private void find(Reviewable thing, List<RetentionStatus> found) throws StoreException {
        metadata.reviews().retention(thing, HOLDERS).ifPresent(found::add);
    }
}
