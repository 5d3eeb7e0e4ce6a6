package dev.berth.registry.engine.upload;

import dev.berth.registry.Chunk;
import dev.berth.registry.UploadRangeException;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.metadata.NewUpload;
import dev.berth.registry.spi.metadata.StoredUpload;
import java.util.Optional;

/**
 * An upload as one request has it in hand.
 *
 * @param stored its row, as it was read or as this node last wrote it
 * @param digest the hash of exactly the bytes of {@code stored}; empty when another node, or an earlier process of this
 *     one, received some of them
 */
record LiveUpload(StoredUpload stored, Optional<RunningDigest> digest) {

    static LiveUpload started(NewUpload upload) {
        return of(new StoredUpload(upload, 0, WriterState.NOTHING));
    }

    /** From a row: a session without bytes can be hashed from the start. */
    static LiveUpload of(StoredUpload stored) {
        boolean empty = stored.state().size() == 0;
        return new LiveUpload(
                stored, empty ? Optional.of(new RunningDigest(stored.upload().algorithm())) : Optional.empty());
    }

    /** With the current row; the hash is kept only if no other node has changed the row since. */
    LiveUpload confirmedBy(StoredUpload row) {
        return row.version() == stored.version() ? new LiveUpload(row, digest) : of(row);
    }

    LiveUpload advancedTo(WriterState state) {
        return new LiveUpload(new StoredUpload(stored.upload(), stored.version() + 1, state), digest);
    }

    /** With a hash of this algorithm, if there is one or it can still be begun. */
    LiveUpload hashedWith(DigestAlgorithm algorithm) {
        if (size() == 0) {
            return new LiveUpload(stored, Optional.of(new RunningDigest(algorithm)));
        }
        return new LiveUpload(stored, digest.filter(running -> running.algorithm() == algorithm));
    }

    UploadName name() {
        return new UploadName(stored.upload().repository(), stored.upload().id());
    }

    StorageKey key() {
        return stored.upload().key();
    }

    long size() {
        return stored.state().size();
    }

    /** True when nothing was added yet, so that the first addition creates the object. */
    boolean isFresh() {
        return stored.version() == 0;
    }

    boolean isWhereBegins(Chunk chunk) {
        return chunk.range().isEmpty() || chunk.range().get().offset() == size();
    }

    void requireBegin(Chunk chunk) {
        if (!isWhereBegins(chunk)) {
            throw new UploadRangeException(
                    "the upload has " + size() + " bytes; the chunk begins at "
                            + chunk.range().orElseThrow().offset(),
                    size());
        }
    }
}
