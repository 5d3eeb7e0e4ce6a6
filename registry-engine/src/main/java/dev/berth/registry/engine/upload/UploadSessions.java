package dev.berth.registry.engine.upload;

import dev.berth.registry.Chunk;
import dev.berth.registry.UploadRangeException;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.metadata.StoredUpload;
import dev.berth.registry.spi.metadata.UploadStore;
import java.util.Optional;

/** The rows of unfinished uploads, and the decision to read them again. */
public final class UploadSessions {
    private final UploadStore uploads;
    private final boolean storageRefuses;

    /**
     * Rows of these uploads.
     *
     * @param storageRefuses {@link dev.berth.registry.spi.storage.StorageCapabilities#refusesOnOpen} of the store of
     *     their objects
     */
    public UploadSessions(UploadStore uploads, boolean storageRefuses) {
        this.uploads = uploads;
        this.storageRefuses = storageRefuses;
    }

    /** True when remembered state may be used until storage has been asked. */
    boolean believesMemory() {
        return storageRefuses;
    }

    /** A failure of storage, unless it is one because another request has ended the upload: then that is thrown. */
    StoreException explained(UploadName name, StoreException failure) {
        if (failure.kind() == Kind.PERMANENT) {
            try {
                find(name);
            } catch (StoreException e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }

    StoredUpload find(UploadName name) throws StoreException {
        return uploads.find(name.repository(), name.id()).orElseThrow(name::unknown);
    }

    LiveUpload confirmed(LiveUpload upload) throws StoreException {
        return upload.confirmedBy(find(upload.name()));
    }

    /**
     * The best known state of the upload before this node owns its object: the row is read unless the object is new.
     * The remembered state is used as long as the chunk fits. With a store that permits concurrent writers, the row is
     * always read.
     */
    LiveUpload current(UploadMemory.Turn turn, Chunk chunk) throws StoreException {
        Optional<LiveUpload> remembered = turn.remembered();
        if (remembered.isEmpty()) {
            return LiveUpload.of(find(turn.name()));
        }
        LiveUpload upload = remembered.get();
        boolean believed = storageRefuses && upload.isWhereBegins(chunk);
        return believed ? upload : confirmed(upload);
    }

    /** The reason for which a request has to wait for another one. */
    UploadRangeException busy(UploadName name) throws StoreException {
        return new UploadRangeException(
                "another request is adding to upload " + name.id(),
                find(name).state().size());
    }

    /** The upload after its next bytes; empty when another request has changed or ended it. */
    Optional<LiveUpload> advance(LiveUpload upload, WriterState state) throws StoreException {
        UploadName name = upload.name();
        long version = upload.stored().version();
        try {
            boolean advanced = uploads.advance(name.repository(), name.id(), version, state);
            return advanced ? Optional.of(upload.advancedTo(state)) : Optional.empty();
        } catch (StoreException e) {
            if (e.kind() == Kind.UNKNOWN_OUTCOME && isAt(name, version + 1, state)) {
                return Optional.of(upload.advancedTo(state));
            }
            throw e;
        }
    }

    private boolean isAt(UploadName name, long version, WriterState state) throws StoreException {
        return uploads.find(name.repository(), name.id())
                .filter(row -> row.version() == version && row.state().equals(state))
                .isPresent();
    }
}
