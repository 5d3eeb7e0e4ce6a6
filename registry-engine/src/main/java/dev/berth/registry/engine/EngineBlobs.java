package dev.berth.registry.engine;

import dev.berth.registry.Blob;
import dev.berth.registry.Blobs;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.request.EnginePolicy;
import dev.berth.registry.engine.request.RequestEvents;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.engine.upload.LostBlobs;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import dev.berth.registry.spi.metadata.ContentReads;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.StoredBlob;
import dev.berth.registry.spi.storage.BlobStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds, confirms and takes away blobs of a repository. */
final class EngineBlobs implements Blobs {
    private static final Logger LOG = LoggerFactory.getLogger(EngineBlobs.class);

    private final BlobLinkStore links;
    private final ContentReads reads;
    private final BlobStore store;
    private final LostBlobs lost;
    private final RequestEvents requestEvents;
    private final EnginePolicy policy;

    EngineBlobs(
            MetadataStore metadata, BlobStore store, LostBlobs lost, RequestEvents requestEvents, EnginePolicy policy) {
        this.links = metadata.blobLinks();
        this.reads = metadata.reads();
        this.store = store;
        this.lost = lost;
        this.requestEvents = requestEvents;
        this.policy = policy;
    }

    @Override
    public OptionalLong confirm(RepositoryName repository, Digest digest) {
        Optional<StoredBlob> found = StoreCall.answer(() -> links.find(repository, digest));
        if (found.isEmpty() || lost.isLost(found.get()) || !isThere(repository, found.get())) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(found.get().size());
    }

    /**
     * Writes a due touch, and then checks the object. If the touch cannot be written, the blob can still be read, which
     * suffices for most clients; a later push that relies on the blob is refused if it is gone by then.
     */
    private boolean isThere(RepositoryName repository, StoredBlob blob) {
        if (!policy.wantsTouch(blob.touched())) {
            return true;
        }
        if (lost.look(blob)) {
            return false;
        }
        try {
            return links.touch(repository, blob.digest());
        } catch (StoreException e) {
            LOG.debug("blob {} of repository {} was confirmed but not touched", blob.digest(), repository, e);
            return true;
        }
    }

    @Override
    public Optional<Blob> find(RepositoryName repository, Digest digest) {
        Optional<StoredBlob> blob = StoreCall.answer(() -> reads.blob(repository, digest));
        blob.ifPresent(found -> requestEvents.pulled(repository, digest, found.size()));
        return blob.map(found -> new ReadableBlob(repository, found, links, store, lost));
    }

    @Override
    public void delete(RepositoryName repository, Digest digest) {
        policy.requireDeletable();
        List<NewEvent> events = requestEvents.deleted(repository, digest);
        DeleteOutcome outcome = StoreCall.answer(() -> links.unlink(repository, digest, events));
        switch (outcome) {
            case DELETED -> requestEvents.recorded(events);
            case UNKNOWN ->
                throw refusal(ErrorCode.BLOB_UNKNOWN, "repository " + repository + " has no blob " + digest, digest);
            case REFERENCED ->
                throw refusal(
                        ErrorCode.UNSUPPORTED,
                        "a manifest of repository " + repository + " needs blob " + digest,
                        digest);
        }
    }

    private static RegistryException refusal(ErrorCode code, String message, Digest digest) {
        return new RegistryException(code, message, Map.of("digest", digest.toString()));
    }
}
