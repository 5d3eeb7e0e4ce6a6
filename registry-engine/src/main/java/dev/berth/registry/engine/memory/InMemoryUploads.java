package dev.berth.registry.engine.memory;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.FinishOutcome;
import dev.berth.registry.spi.FinishedUpload;
import dev.berth.registry.spi.NewUpload;
import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoredUpload;
import dev.berth.registry.spi.UploadStore;
import dev.berth.registry.spi.WriterState;
import java.util.Optional;

/** The unfinished uploads of a {@link Ledger}. */
final class InMemoryUploads implements UploadStore {
    private final Ledger ledger;

    InMemoryUploads(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void start(NewUpload upload) throws StoreException {
        StoredUpload started = new StoredUpload(upload, 0, WriterState.NOTHING);
        boolean taken = ledger.guard.write(() -> ledger.uploads.putIfAbsent(upload.id(), started) != null);
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
            session.ifPresent(there -> ledger.uploads.put(id, new StoredUpload(there.upload(), version + 1, state)));
            return session.isPresent();
        });
    }

    @Override
    public FinishOutcome finish(FinishedUpload upload) {
        return ledger.guard.write(() -> {
            if (!endSession(upload)) {
                return FinishOutcome.STALE;
            }
            StoredContent blob = ledger.blobs.computeIfAbsent(
                    upload.digest(), digest -> new StoredContent(upload.size(), upload.key(), new SortedRows<>()));
            ledger.link(upload.repository(), upload.digest(), blob);
            if (blob.key().equals(upload.key())) {
                return FinishOutcome.STORED;
            }
            ledger.delete(upload.key());
            return FinishOutcome.DUPLICATE;
        });
    }

    @Override
    public Optional<StoredUpload> cancel(RepositoryName repository, UploadId id) {
        return ledger.guard.write(() -> {
            Optional<StoredUpload> session = alive(repository, id);
            session.ifPresent(there -> {
                ledger.uploads.remove(id);
                ledger.delete(there.upload().key());
            });
            return session;
        });
    }

    @Override
    public void abandon(StorageKey key) {
        ledger.guard.write(() -> {
            ledger.delete(key);
            return true;
        });
    }

    /** Whether there was a session to end at that version, or none is asked for. */
    private boolean endSession(FinishedUpload upload) {
        if (upload.session().isEmpty()) {
            return true;
        }
        FinishedUpload.Session session = upload.session().get();
        return alive(upload.repository(), session.id(), session.version())
                .map(there -> ledger.uploads.remove(session.id()))
                .isPresent();
    }

    private Optional<StoredUpload> alive(RepositoryName repository, UploadId id, long version) {
        return alive(repository, id).filter(session -> session.version() == version);
    }

    private Optional<StoredUpload> alive(RepositoryName repository, UploadId id) {
        return Optional.ofNullable(ledger.uploads.get(id))
                .filter(session -> session.upload().repository().equals(repository))
                .filter(session -> ledger.now().isBefore(session.upload().expires()));
    }
}
