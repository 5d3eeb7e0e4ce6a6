package dev.berth.registry.engine.upload;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.UploadRangeException;
import dev.berth.registry.engine.request.RequestEvents;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.maintenance.DeletionStore;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.StoredBlob;
import dev.berth.registry.spi.metadata.StoredUpload;
import dev.berth.registry.spi.metadata.UploadStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of uploads: a row gives a committed object its name, or the session ends without a blob. An object without a
 * row is not visible, so it may also be committed before its digest is known, where the bytes have to be read back for
 * it.
 */
public final class UploadCompletion {
    private static final Logger LOG = LoggerFactory.getLogger(UploadCompletion.class);

    private final UploadStore uploads;
    private final BlobLinkStore links;
    private final DeletionStore deletions;
    private final UploadObjects objects;
    private final LostBlobs lost;
    private final RequestEvents requestEvents;

    public UploadCompletion(
            MetadataStore metadata, UploadObjects objects, LostBlobs lost, RequestEvents requestEvents) {
        uploads = metadata.uploads();
        links = metadata.blobLinks();
        deletions = metadata.deletions();
        this.objects = objects;
        this.lost = lost;
        this.requestEvents = requestEvents;
    }

    /** Names a committed object, whose bytes are read back if this node has not hashed them all. */
    void complete(LiveUpload upload, Digest digest, long size) throws StoreException {
        if (upload.digest().isEmpty()) {
            requireDigest(upload, digest, size);
        }
        name(upload, digest, size);
    }

    /** The object was committed by a request that has not given it its name: its bytes need not be sent again. */
    void completeCommitted(LiveUpload upload, Digest digest, long size, ChunkReader reader) throws StoreException {
        reader.drain();
        LiveUpload current = confirmed(upload);
        requireDigest(current, digest, size);
        name(current, digest, size);
    }

    private LiveUpload confirmed(LiveUpload upload) throws StoreException {
        Optional<StoredUpload> row =
                uploads.find(upload.name().repository(), upload.name().id());
        if (row.isEmpty()) {
            deletions.queue(List.of(upload.key()));
        }
        return upload.confirmedBy(row.orElseThrow(upload.name()::unknown));
    }

    /** Refuses other bytes than announced before their object is committed, if this node has hashed them all. */
    void requireDigest(LiveUpload upload, Digest digest, BlobWriter writer) throws StoreException {
        if (upload.digest().isPresent() && !upload.digest().get().value().equals(digest)) {
            end(upload);
            writer.discard();
            throw mismatch(upload, digest);
        }
    }

    private void requireDigest(LiveUpload upload, Digest digest, long size) throws StoreException {
        if (!objects.has(digest, upload.key(), size)) {
            if (end(upload)) {
                objects.forget(upload.key());
            }
            throw mismatch(upload, digest);
        }
    }

    /**
     * Only the request that ends a session may remove its object at once. If the session is gone, the object may be a
     * blob by now, or have been committed after its deletion by the request that ended the session: it is queued, which
     * spares blobs.
     */
    private boolean end(LiveUpload upload) throws StoreException {
        UploadName name = upload.name();
        boolean ended = uploads.cancel(name.repository(), name.id()).isPresent();
        if (!ended) {
            deletions.queue(List.of(upload.key()));
        }
        return ended;
    }

    /** Ends an upload that failed; if that fails too, its expiry ends it. */
    void endAfterFailure(LiveUpload upload) {
        try {
            if (Cleanup.of(() -> end(upload))) {
                objects.forget(upload.key());
            }
        } catch (StoreException e) {
            LOG.debug("cannot end upload {}; it will expire", upload.name(), e);
        }
    }

    private void name(LiveUpload upload, Digest digest, long size) throws StoreException {
        UploadName name = upload.name();
        FinishedUpload.Session session =
                new FinishedUpload.Session(name.id(), upload.stored().version());
        List<NewEvent> events = requestEvents.pushed(name.repository(), digest, size);
        FinishedUpload finished =
                new FinishedUpload(name.repository(), Optional.of(session), digest, size, upload.key(), events);
        try {
            FinishOutcome outcome = uploads.finish(finished);
            switch (outcome) {
                case STORED -> requestEvents.recorded(events);
                case DUPLICATE -> {
                    heal(upload, digest);
                    requestEvents.recorded(events);
                }
                case STALE -> requireNamed(upload, digest, size);
            }
        } catch (StoreException e) {
            if (e.kind() != Kind.UNKNOWN_OUTCOME || !hasEndedWell(name, digest)) {
                throw e;
            }
        }
    }

    /**
     * The blob that was there first counts, so its object has to be whole: if not, the object of this upload replaces
     * it. If its deletion has begun, or the blob has changed meanwhile and is still lost, the client pushes once more.
     */
    private void heal(LiveUpload upload, Digest digest) throws StoreException {
        Optional<StoredBlob> blob = links.find(upload.name().repository(), digest);
        if (blob.isEmpty() || !lost.look(blob.get()) || lost.replace(blob.get(), upload.key())) {
            return;
        }
        Optional<StoredBlob> now = links.find(upload.name().repository(), digest);
        if (now.isEmpty() || lost.look(now.get())) {
            throw new StoreException(Kind.TRANSIENT, "lost blob " + digest + " could not be restored", null);
        }
    }

    private boolean hasEndedWell(UploadName name, Digest digest) throws StoreException {
        return uploads.find(name.repository(), name.id()).isEmpty()
                && links.find(name.repository(), digest).isPresent();
    }

    /**
     * The session is at an unexpected version. If another request has just made a blob of this very object, the upload
     * is complete. If the session has only a newer version, as after an empty chunk on another node, the object is
     * still the announced content; bytes added on another node are not in it. If the session has ended, its object was
     * queued by the request that ended it, but may have been deleted before the commit here: it is queued once more,
     * which spares it if it is a blob.
     */
    private void requireNamed(LiveUpload upload, Digest digest, long size) throws StoreException {
        UploadName name = upload.name();
        if (isNamed(upload, digest)) {
            return;
        }
        Optional<StoredUpload> session = uploads.find(name.repository(), name.id());
        if (session.isPresent() && session.get().state().size() != upload.size()) {
            throw new UploadRangeException(
                    "another request has added to the upload",
                    session.get().state().size());
        }
        if (session.isPresent()) {
            name(upload.confirmedBy(session.get()), digest, size);
            return;
        }
        deletions.queue(List.of(upload.key()));
        throw name.unknown();
    }

    private boolean isNamed(LiveUpload upload, Digest digest) throws StoreException {
        return links.find(upload.name().repository(), digest)
                .filter(link -> link.key().equals(upload.key()))
                .isPresent();
    }

    private static RegistryException mismatch(LiveUpload upload, Digest digest) {
        return new RegistryException(
                ErrorCode.DIGEST_INVALID,
                "the content uploaded to repository " + upload.name().repository() + " does not have digest " + digest,
                Map.of("digest", digest.toString()));
    }
}
