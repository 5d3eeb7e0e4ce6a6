package dev.berth.registry.engine.upload;

import dev.berth.registry.Chunk;
import dev.berth.registry.RegistryException;
import dev.berth.registry.UploadRangeException;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The protocol of an upload session: the steps of each request, in their order. A request takes the session, opens its
 * object and appends bytes to it. A checkpoint makes them resumable on every node and records them in the row: bytes
 * without a record are dropped when the upload continues. A finish commits the object, after which a row gives it its
 * name. At the end the request releases the session; the state that is worth remembering stays in the memory of this
 * node. With a store that does not refuse a second writer, the row is read whenever another node may have written.
 */
final class UploadProtocol {
    /** The time for which the end of an upload waits for another request that adds to it. */
    private static final Duration FINISH_WAIT = Duration.ofSeconds(5);

    private static final int MAX_READS = 3;

    private final UploadMemory memory;
    private final UploadSessions rows;
    private final UploadObjects objects;
    private final UploadCompletion completion;

    /** The protocol over the memory of this node, the rows of sessions, their objects and their end. */
    UploadProtocol(UploadMemory memory, UploadSessions rows, UploadObjects objects, UploadCompletion completion) {
        this.memory = memory;
        this.rows = rows;
        this.objects = objects;
        this.completion = completion;
    }

    /** An upload and the writer of its object. */
    private record Opened(LiveUpload upload, BlobWriter writer) implements AutoCloseable {
        @Override
        public void close() {
            writer.close();
        }
    }

    /** A request that adds a chunk: take, open, append, checkpoint, release. */
    LiveUpload append(UploadName name, Chunk chunk) throws StoreException {
        try (UploadMemory.Hold hold = take(name, Duration.ZERO)) {
            LiveUpload begun = current(hold, chunk);
            requireBegin(hold, begun, chunk);
            try (ChunkReader reader = objects.reader(chunk);
                    Opened opened = open(begun, chunk, Duration.ZERO)) {
                objects.write(reader, opened.writer(), opened.upload().digest());
                requireKeepable(reader);
                LiveUpload advanced = checkpoint(opened);
                hold.keep(advanced);
                reader.requireWhole();
                return advanced;
            }
        }
    }

    /** A request that ends an upload: take, open, append, finish, release. */
    void finish(UploadName name, Digest digest, Chunk last) throws StoreException {
        try (UploadMemory.Hold hold = take(name, FINISH_WAIT);
                ChunkReader reader = objects.reader(last)) {
            boolean whole = objects.refuseOnOpen() && isKnownToBeWhole(hold, digest, last, reader);
            LiveUpload begun = whole ? hold.remembered().orElseThrow() : current(hold, last);
            requireBegin(hold, begun, last);
            finish(begun, whole ? this::openAsRemembered : this::open, digest, last, reader);
        }
    }

    /** A request that brings a whole blob: its session is known to no other request. */
    void finish(LiveUpload begun, Digest digest, Chunk whole) throws StoreException {
        try (ChunkReader reader = objects.reader(whole)) {
            finish(begun, this::open, digest, whole, reader);
        }
    }

    /** Takes the session: no other request of this node works on it until it is released. */
    private UploadMemory.Hold take(UploadName name, Duration timeout) throws StoreException {
        Optional<UploadMemory.Hold> hold = memory.take(name, timeout);
        if (hold.isEmpty()) {
            throw rows.busy(name);
        }
        return hold.get();
    }

    /**
     * The best known state of the upload before this node owns its object: the row is read unless the object is new.
     * The remembered state is used as long as the chunk fits.
     */
    private LiveUpload current(UploadMemory.Hold hold, Chunk chunk) throws StoreException {
        Optional<LiveUpload> remembered = hold.remembered();
        if (remembered.isEmpty()) {
            return LiveUpload.of(rows.find(hold.name()));
        }
        LiveUpload upload = remembered.get();
        boolean believed = objects.refuseOnOpen() && upload.isWhereBegins(chunk);
        return believed ? upload : rows.confirmed(upload);
    }

    /** The state stays in memory if the chunk does not fit, and not if it was begun and fails. */
    private static void requireBegin(UploadMemory.Hold hold, LiveUpload upload, Chunk chunk) {
        hold.keep(upload);
        upload.requireBegin(chunk);
        hold.forget();
    }

    /**
     * True when the row need not be read: the hashed bytes are exactly those the client announces, and nothing follows.
     * Storage then detects bytes added by another node.
     */
    private static boolean isKnownToBeWhole(UploadMemory.Hold hold, Digest digest, Chunk last, ChunkReader reader) {
        Optional<RunningDigest> running =
                hold.remembered().flatMap(LiveUpload::digest).filter(hash -> hash.algorithm() == digest.algorithm());
        return running.isPresent()
                && last.range().isEmpty()
                && !reader.next()
                && reader.isEmpty()
                && running.get().value().equals(digest);
    }

    /**
     * Opens the object of an upload whose row need not be the newest.
     *
     * @param timeout the longest wait for another writer
     * @throws UploadRangeException when that takes longer
     */
    private Opened open(LiveUpload upload, Chunk chunk, Duration timeout) throws StoreException {
        if (!upload.isFresh()) {
            return resume(upload, chunk, timeout);
        }
        try {
            return new Opened(upload, objects.create(upload.key()));
        } catch (StoreException e) {
            if (e.kind() != Kind.PERMANENT) {
                throw e;
            }
            // Another request has begun the object: on another node since the last read of the row, or one that kept no
            // bytes.
            return resume(upload, chunk, timeout);
        }
    }

    /** The same for an upload that ends with the state this node remembers: the row is read only if it is needed. */
    private Opened openAsRemembered(LiveUpload upload, Chunk chunk, Duration timeout) throws StoreException {
        if (upload.isFresh()) {
            return open(upload, chunk, timeout);
        }
        BlobWriter writer = resume(upload, timeout);
        if (!writer.mayDropBytes()) {
            return new Opened(upload, writer);
        }
        writer.close();
        return resume(upload, chunk, timeout);
    }

    /** Keeps bytes that another node added before this one had exclusive access to the object. */
    private Opened resume(LiveUpload upload, Chunk chunk, Duration timeout) throws StoreException {
        if (!objects.refuseOnOpen()) {
            return new Opened(upload, resume(upload, timeout));
        }
        LiveUpload known = upload;
        for (int i = 0; i < MAX_READS; i++) {
            BlobWriter writer = resume(known, timeout);
            LiveUpload current = confirmed(known, writer);
            if (current.stored().version() == known.stored().version()) {
                return new Opened(current, writer);
            }
            writer.close();
            current.requireBegin(chunk);
            known = current;
        }
        throw new StoreException(
                Kind.TRANSIENT,
                "concurrent requests keep adding to upload " + upload.name().id(),
                null);
    }

    private BlobWriter resume(LiveUpload upload, Duration timeout) throws StoreException {
        Optional<BlobWriter> writer =
                objects.resume(upload.key(), upload.stored().state(), timeout);
        if (writer.isEmpty()) {
            throw rows.busy(upload.name());
        }
        return writer.get();
    }

    private LiveUpload confirmed(LiveUpload upload, BlobWriter writer) throws StoreException {
        boolean confirmed = false;
        try {
            LiveUpload current = rows.confirmed(upload);
            confirmed = true;
            return current;
        } finally {
            if (!confirmed) {
                writer.close();
            }
        }
    }

    /** Keeps the bytes of an interrupted stream, but not a chunk of the wrong length. */
    private static void requireKeepable(ChunkReader reader) {
        if (!reader.brokeOff() || reader.isTooLong()) {
            reader.requireWhole();
        }
    }

    /** Makes the bytes resumable and records them. */
    private LiveUpload checkpoint(Opened opened) throws StoreException {
        WriterState state = opened.writer().checkpoint();
        Optional<LiveUpload> advanced = rows.advance(opened.upload(), state);
        if (advanced.isPresent()) {
            return advanced.get();
        }
        throw overtaken(opened);
    }

    /**
     * If the upload has ended, these bytes have no use any more, and if its row was lost, no other node can remove
     * them.
     */
    private RegistryException overtaken(Opened opened) throws StoreException {
        try {
            long offset = rows.find(opened.upload().name()).state().size();
            return new UploadRangeException("another request has added to the upload", offset);
        } catch (RegistryException ended) {
            opened.writer().discard();
            return ended;
        }
    }

    private interface Opening {
        Opened open(LiveUpload upload, Chunk chunk, Duration timeout) throws StoreException;
    }

    /** Opens, appends and commits; then the object gets its name. */
    private void finish(LiveUpload begun, Opening opening, Digest digest, Chunk last, ChunkReader reader)
            throws StoreException {
        LiveUpload upload = begun.hashedWith(digest.algorithm());
        Committed committed;
        try (Opened opened = opening.open(upload, last, FINISH_WAIT)) {
            committed = commit(opened, digest, reader);
        } catch (StoreException e) {
            completion.completeCommitted(begun, digest, committedSize(begun, e), reader);
            return;
        }
        completion.complete(committed.upload(), digest, committed.size());
    }

    private record Committed(LiveUpload upload, long size) {}

    private Committed commit(Opened opened, Digest digest, ChunkReader reader) throws StoreException {
        objects.write(reader, opened.writer(), opened.upload().digest());
        reader.requireWhole();
        completion.requireDigest(opened.upload(), digest, opened.writer());
        long size = opened.writer().size();
        objects.commit(opened.writer(), opened.upload().key());
        return new Committed(opened.upload(), size);
    }

    /** Of an object that cannot be written: perhaps another request has committed it, before or meanwhile. */
    private long committedSize(LiveUpload upload, StoreException failure) throws StoreException {
        if (failure.kind() == Kind.TRANSIENT) {
            throw failure;
        }
        OptionalLong size = objects.size(upload.key());
        return size.orElseThrow(() -> failure);
    }
}
