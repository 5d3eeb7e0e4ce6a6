package dev.berth.registry.engine.upload;

import dev.berth.registry.Chunk;
import dev.berth.registry.RegistryException;
import dev.berth.registry.UploadRangeException;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.time.Duration;
import java.util.Optional;

/**
 * Adds chunks to uploads. The bytes are written first and made resumable, then recorded in the row: bytes without a
 * record are dropped when the upload continues.
 */
final class UploadAppends {
    private final UploadSessions rows;
    private final UploadWriters bytes;

    UploadAppends(UploadSessions rows, UploadWriters bytes) {
        this.rows = rows;
        this.bytes = bytes;
    }

    LiveUpload append(UploadMemory.Turn turn, Chunk chunk) throws StoreException {
        LiveUpload upload = rows.current(turn, chunk);
        turn.keep(upload);
        upload.requireBegin(chunk);
        turn.forget();
        try (ChunkReader reader = bytes.reader(chunk)) {
            UploadWriters.Opened opened = bytes.open(upload, chunk, Duration.ZERO);
            try (BlobWriter writer = opened.writer()) {
                bytes.pump(reader, opened);
                requireKeepable(reader);
                LiveUpload advanced = advance(opened.upload(), writer);
                turn.keep(advanced);
                reader.requireWhole();
                return advanced;
            }
        }
    }

    /** Keeps the bytes of an interrupted stream, but not a chunk of the wrong length. */
    private static void requireKeepable(ChunkReader reader) {
        if (!reader.brokeOff() || reader.isTooLong()) {
            reader.requireWhole();
        }
    }

    private LiveUpload advance(LiveUpload upload, BlobWriter writer) throws StoreException {
        WriterState state = writer.checkpoint();
        Optional<LiveUpload> advanced = rows.advance(upload, state);
        if (advanced.isPresent()) {
            return advanced.get();
        }
        throw overtaken(upload, writer);
    }

    /**
     * If the upload has ended, these bytes have no use any more, and if its row was lost, no other node can remove
     * them.
     */
    private RegistryException overtaken(LiveUpload upload, BlobWriter writer) throws StoreException {
        try {
            long offset = rows.find(upload.name()).state().size();
            return new UploadRangeException("another request has added to the upload", offset);
        } catch (RegistryException ended) {
            writer.discard();
            return ended;
        }
    }
}
