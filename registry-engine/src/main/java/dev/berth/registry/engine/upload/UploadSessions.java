package dev.berth.registry.engine.upload;

import dev.berth.registry.UploadRangeException;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.metadata.StoredUpload;
import dev.berth.registry.spi.metadata.UploadStore;
import java.util.Optional;

/** The rows of unfinished uploads. */
public final class UploadSessions {
    private final UploadStore uploads;

    /** Rows of these uploads. */
    public UploadSessions(UploadStore uploads) {
        this.uploads = uploads;
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
