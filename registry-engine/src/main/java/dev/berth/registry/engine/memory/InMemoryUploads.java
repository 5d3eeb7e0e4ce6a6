package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.BlobRows.StoredContent;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable.OfBlob;
import dev.berth.registry.maintenance.UploadProgress;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.NewUpload;
import dev.berth.registry.spi.metadata.StoredUpload;
import dev.berth.registry.spi.metadata.UploadStore;
import java.util.List;
import java.util.Optional;

/** The unfinished uploads of a {@link MemoryTables}. */
final class InMemoryUploads implements UploadStore {
    private final MemoryTables tables;

    InMemoryUploads(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void start(NewUpload upload) throws StoreException {
        boolean taken = tables.storeLock.write(() -> {
            boolean there = tables.sessions.find(upload.id()).isPresent();
            if (!there) {
                tables.sessions.start(new StoredUpload(upload, 0, WriterState.NOTHING), tables.now());
            }
            return there;
        });
        if (taken) {
            throw new StoreException(StoreException.Kind.PERMANENT, "upload " + upload.id() + " exists already", null);
        }
    }

    @Override
    public Optional<StoredUpload> find(RepositoryName repository, UploadId id) {
        return tables.storeLock.read(() -> alive(repository, id));
    }

    @Override
    public boolean advance(RepositoryName repository, UploadId id, long version, WriterState state) {
        return tables.storeLock.write(() -> {
            Optional<StoredUpload> session = alive(repository, id, version);
            session.ifPresent(there -> tables.sessions.put(new StoredUpload(there.upload(), version + 1, state)));
            return session.isPresent();
        });
    }

    @Override
    public FinishOutcome finish(FinishedUpload upload) throws StoreException {
        return tables.storeLock.writeOrRefuse(() -> {
            tables.requireOpen(upload.repository());
            if (!endSession(upload)) {
                return FinishOutcome.STALE;
            }
            StoredContent blob = tables.blobs.findOrCreate(upload.digest(), upload.size(), upload.key());
            tables.reviews.end(new OfBlob(upload.digest()));
            tables.findOrCreate(upload.repository()).links.add(upload.digest(), blob, ReviewReason.UPLOADED);
            tables.report(upload.repository(), upload.events());
            if (blob.key().equals(upload.key())) {
                return FinishOutcome.STORED;
            }
            tables.doom(upload.key());
            return FinishOutcome.DUPLICATE;
        });
    }

    @Override
    public Optional<StoredUpload> cancel(RepositoryName repository, UploadId id) {
        return tables.storeLock.write(() -> {
            Optional<StoredUpload> session = alive(repository, id);
            session.ifPresent(this::end);
            return session;
        });
    }

    @Override
    public int expire(int most) {
        return tables.storeLock.write(() -> {
            List<StoredUpload> expired = tables.sessions.expired(tables.now(), most);
            expired.forEach(this::end);
            return expired.size();
        });
    }

    @Override
    public List<UploadProgress> list(Optional<UploadProgress.Position> after, int most) {
        return tables.storeLock.write(() -> tables.sessions.alive(tables.now(), after, most));
    }

    private void end(StoredUpload session) {
        tables.sessions.remove(session);
        tables.doom(session.upload().key());
    }

    /** True when the session existed at that version, or no session was given. */
    private boolean endSession(FinishedUpload upload) {
        if (upload.session().isEmpty()) {
            return true;
        }
        FinishedUpload.Session session = upload.session().get();
        Optional<StoredUpload> there = alive(upload.repository(), session.id(), session.version());
        there.ifPresent(tables.sessions::remove);
        return there.isPresent();
    }

    private Optional<StoredUpload> alive(RepositoryName repository, UploadId id, long version) {
        return alive(repository, id).filter(session -> session.version() == version);
    }

    private Optional<StoredUpload> alive(RepositoryName repository, UploadId id) {
        return tables.sessions
                .find(id)
                .filter(session -> session.upload().repository().equals(repository))
                .filter(session -> tables.now().isBefore(session.upload().expires()));
    }
}
