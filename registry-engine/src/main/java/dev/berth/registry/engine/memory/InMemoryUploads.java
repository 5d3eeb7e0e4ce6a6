package dev.berth.registry.engine.memory;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.FinishOutcome;
import dev.berth.registry.spi.FinishedUpload;
import dev.berth.registry.spi.NewUpload;
import dev.berth.registry.spi.ReviewReason;
import dev.berth.registry.spi.Reviewable.OfBlob;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoredUpload;
import dev.berth.registry.spi.UploadStore;
import dev.berth.registry.spi.WriterState;
import java.util.List;
import java.util.Optional;

/** The unfinished uploads of a {@link Ledger}. */
final class InMemoryUploads implements UploadStore {
    private final Ledger ledger;

    InMemoryUploads(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void start(NewUpload upload) throws StoreException {
        boolean taken = ledger.guard.write(() -> {
            boolean there = ledger.sessions.find(upload.id()).isPresent();
            if (!there) {
                ledger.sessions.put(new StoredUpload(upload, 0, WriterState.NOTHING));
            }
            return there;
        });
        if (taken) {
            throw new StoreException(
                    StoreException.Kind.PERMANENT, "upload " + upload.id() + " is there already", null);
        }
    }

    @Override
    public Optional<StoredUpload> find(RepositoryName repository, UploadId id) {
        return ledger.guard.read(() -> alive(repository, id));
    }

    @Override
    public boolean advance(RepositoryName repository, UploadId id, long version, WriterState state) {
        return ledger.guard.write(() -> {
            Optional<StoredUpload> session = alive(repository, id, version);
            session.ifPresent(there -> ledger.sessions.put(new StoredUpload(there.upload(), version + 1, state)));
            return session.isPresent();
        });
    }

    @Override
    public FinishOutcome finish(FinishedUpload upload) {
        return ledger.guard.write(() -> {
            if (!endSession(upload)) {
                return FinishOutcome.STALE;
            }
            StoredContent blob = ledger.blobs.findOrCreate(upload.digest(), upload.size(), upload.key());
            ledger.reviews.end(new OfBlob(upload.digest()));
            ledger.findOrCreate(upload.repository()).links.add(upload.digest(), blob, ReviewReason.UPLOADED);
            ledger.tell(upload.repository(), upload.events());
            if (blob.key().equals(upload.key())) {
                return FinishOutcome.STORED;
            }
            ledger.doom(upload.key());
            return FinishOutcome.DUPLICATE;
        });
    }

    @Override
    public Optional<StoredUpload> cancel(RepositoryName repository, UploadId id) {
        return ledger.guard.write(() -> {
            Optional<StoredUpload> session = alive(repository, id);
            session.ifPresent(this::end);
            return session;
        });
    }

    @Override
    public int expire(int most) {
        return ledger.guard.write(() -> {
            List<StoredUpload> expired = ledger.sessions.expired(ledger.now(), most);
            expired.forEach(this::end);
            return expired.size();
        });
    }

    private void end(StoredUpload session) {
        ledger.sessions.remove(session);
        ledger.doom(session.upload().key());
    }

    /** Whether there was a session to end at that version, or none is asked for. */
    private boolean endSession(FinishedUpload upload) {
        if (upload.session().isEmpty()) {
            return true;
        }
        FinishedUpload.Session session = upload.session().get();
        Optional<StoredUpload> there = alive(upload.repository(), session.id(), session.version());
        there.ifPresent(ledger.sessions::remove);
        return there.isPresent();
    }

    private Optional<StoredUpload> alive(RepositoryName repository, UploadId id, long version) {
        return alive(repository, id).filter(session -> session.version() == version);
    }

    private Optional<StoredUpload> alive(RepositoryName repository, UploadId id) {
        return ledger.sessions
                .find(id)
                .filter(session -> session.upload().repository().equals(repository))
                .filter(session -> ledger.now().isBefore(session.upload().expires()));
    }
}
