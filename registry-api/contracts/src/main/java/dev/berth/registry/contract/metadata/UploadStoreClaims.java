package dev.berth.registry.contract.metadata;

import static dev.berth.registry.contract.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.NewUpload;
import dev.berth.registry.spi.metadata.StoredBlob;
import dev.berth.registry.spi.metadata.StoredUpload;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Unfinished uploads. */
abstract class UploadStoreClaims extends MetadataClaims {
    private static final WriterState HALF = new WriterState(50, "half of it");

    @Test
    void aSessionStartsWithNothing() throws Exception {
        NewUpload session = new NewUpload(
                APP,
                uploadId(),
                generated.storageKey(),
                DigestAlgorithm.SHA512,
                clock.instant().plus(Duration.ofHours(1)));

        store.uploads().start(session);

        assertThat(store.uploads().find(APP, session.id())).hasValue(new StoredUpload(session, 0, WriterState.NOTHING));
    }

    @Test
    void refusesAnIdThatIsInUse() throws Exception {
        NewUpload session = started(APP);

        assertFails(Kind.PERMANENT, () -> store.uploads().start(session));

        assertThat(store.uploads().find(APP, session.id())).isPresent();
    }

    @Test
    void aSessionBelongsToItsRepository() throws Exception {
        NewUpload session = started(APP);
        FinishedUpload elsewhere = new FinishedUpload(
                OTHER,
                Optional.of(new FinishedUpload.Session(session.id(), 0)),
                anyDigest(),
                1,
                generated.storageKey());

        assertThat(store.uploads().find(OTHER, session.id())).isEmpty();
        assertThat(store.uploads().advance(OTHER, session.id(), 0, HALF)).isFalse();
        assertThat(store.uploads().cancel(OTHER, session.id())).isEmpty();
        assertThat(store.uploads().finish(elsewhere)).isEqualTo(FinishOutcome.STALE);
        assertThat(store.uploads().find(APP, session.id()).orElseThrow().version())
                .isZero();
    }

    @Test
    void advancesFromTheVersionItIsAt() throws Exception {
        NewUpload session = started(APP);

        assertThat(store.uploads().advance(APP, session.id(), 0, HALF)).isTrue();
        assertThat(store.uploads().find(APP, session.id())).hasValue(new StoredUpload(session, 1, HALF));
        WriterState whole = new WriterState(100, "");
        assertThat(store.uploads().advance(APP, session.id(), 1, whole)).isTrue();
        assertThat(store.uploads().find(APP, session.id())).hasValue(new StoredUpload(session, 2, whole));
    }

    @Test
    void refusesToAdvanceFromAnotherVersion() throws Exception {
        NewUpload session = started(APP);
        store.uploads().advance(APP, session.id(), 0, HALF);

        assertThat(store.uploads().advance(APP, session.id(), 0, WriterState.NOTHING))
                .isFalse();
        assertThat(store.uploads().advance(APP, session.id(), 2, WriterState.NOTHING))
                .isFalse();
        assertThat(store.uploads().advance(APP, uploadId(), 0, HALF)).isFalse();
        assertThat(store.uploads().find(APP, session.id())).hasValue(new StoredUpload(session, 1, HALF));
    }

    @Test
    void keepsTheWriterStateExactly() throws Exception {
        NewUpload session = started(APP);
        WriterState state = new WriterState(Long.MAX_VALUE, "\u00e9 '\"\\\n".repeat(100_000));

        store.uploads().advance(APP, session.id(), 0, state);

        assertThat(store.uploads().find(APP, session.id()).orElseThrow().state())
                .isEqualTo(state);
    }

    @Test
    void finishingMakesABlobAndEndsTheSession() throws Exception {
        NewUpload session = started(APP);
        store.uploads().advance(APP, session.id(), 0, HALF);
        Digest digest = anyDigest();
        clock.advance(Duration.ofMinutes(5));

        assertThat(store.uploads().finish(finished(session, 1, digest))).isEqualTo(FinishOutcome.STORED);

        assertThat(store.blobLinks().find(APP, digest))
                .hasValue(new StoredBlob(digest, 100, session.key(), clock.instant()));
        assertThat(store.uploads().find(APP, session.id())).isEmpty();
        assertThat(store.uploads().advance(APP, session.id(), 1, HALF)).isFalse();
        assertThat(store.uploads().finish(finished(session, 1, digest))).isEqualTo(FinishOutcome.STALE);
    }

    @Test
    void finishingAtAnotherVersionChangesNothing() throws Exception {
        NewUpload session = started(APP);
        store.uploads().advance(APP, session.id(), 0, HALF);
        Digest digest = anyDigest();

        assertThat(store.uploads().finish(finished(session, 0, digest))).isEqualTo(FinishOutcome.STALE);
        assertThat(store.uploads().finish(finished(session, 2, digest))).isEqualTo(FinishOutcome.STALE);

        assertThat(isLinked(APP, digest)).isFalse();
        assertThat(store.uploads().find(APP, session.id())).hasValue(new StoredUpload(session, 1, HALF));
        assertThat(store.uploads().finish(finished(session, 1, digest))).isEqualTo(FinishOutcome.STORED);
    }

    @Test
    void aDigestThatIsThereKeepsItsFirstObject() throws Exception {
        FinishedUpload first = finished(APP, anyDigest());
        store.uploads().finish(first);
        NewUpload session = started(OTHER);
        clock.advance(Duration.ofMinutes(5));

        assertThat(store.uploads().finish(finished(session, 0, first.digest()))).isEqualTo(FinishOutcome.DUPLICATE);

        assertThat(store.blobLinks().find(OTHER, first.digest()))
                .hasValue(new StoredBlob(first.digest(), first.size(), first.key(), clock.instant()));
        assertThat(store.uploads().find(OTHER, session.id())).isEmpty();
    }

    @Test
    void uploadingAgainToTheSameRepositoryTouches() throws Exception {
        FinishedUpload first = finished(APP, anyDigest());
        store.uploads().finish(first);
        clock.advance(Duration.ofMinutes(5));

        assertThat(store.uploads().finish(finished(APP, first.digest()))).isEqualTo(FinishOutcome.DUPLICATE);

        assertThat(store.blobLinks().find(APP, first.digest()))
                .hasValue(new StoredBlob(first.digest(), first.size(), first.key(), clock.instant()));
    }

    @Test
    void finishingTheSameObjectAgainIsNoDuplicate() throws Exception {
        FinishedUpload upload = finished(APP, anyDigest());
        store.uploads().finish(upload);

        assertThat(store.uploads().finish(upload)).isEqualTo(FinishOutcome.STORED);

        assertThat(store.blobLinks().find(APP, upload.digest()).orElseThrow().key())
                .isEqualTo(upload.key());
    }

    @Test
    void cancellingEndsTheSession() throws Exception {
        NewUpload session = started(APP);
        store.uploads().advance(APP, session.id(), 0, HALF);

        assertThat(store.uploads().cancel(APP, session.id())).hasValue(new StoredUpload(session, 1, HALF));

        assertThat(store.uploads().find(APP, session.id())).isEmpty();
        assertThat(store.uploads().cancel(APP, session.id())).isEmpty();
        assertThat(store.uploads().advance(APP, session.id(), 1, HALF)).isFalse();
        assertThat(store.uploads().finish(finished(session, 1, anyDigest()))).isEqualTo(FinishOutcome.STALE);
        assertThat(store.uploads().cancel(APP, uploadId())).isEmpty();
    }

    @Test
    void anExpiredSessionIsGone() throws Exception {
        NewUpload session = started(APP);
        Digest digest = anyDigest();
        clock.advance(Duration.ofDays(7).minusMillis(1));
        assertThat(store.uploads().find(APP, session.id())).isPresent();

        clock.advance(Duration.ofMillis(1));

        assertThat(store.uploads().find(APP, session.id())).isEmpty();
        assertThat(store.uploads().advance(APP, session.id(), 0, HALF)).isFalse();
        assertThat(store.uploads().finish(finished(session, 0, digest))).isEqualTo(FinishOutcome.STALE);
        assertThat(store.uploads().cancel(APP, session.id())).isEmpty();
        assertThat(isLinked(APP, digest)).isFalse();
    }
}
