package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.OTHER;
import static dev.berth.registry.jdbi.Sample.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Reviews of blobs against uploads and mounts of their digests, and against links that go. */
class BlobInterleavingIT extends CollectionInterleaving {
    private static final RepositoryName THIRD = new RepositoryName("team/third");
    private static final FinishedUpload AGAIN =
            new FinishedUpload(APP, Optional.empty(), digest("layer"), 5, new StorageKey("again"));

    private final Digest layer = digest("layer");

    private void unlinkLongAgo() throws Exception {
        Sample.blob(store, APP, "layer");
        store.blobLinks().unlink(APP, layer);
        clock.advance(DELAY);
    }

    /** The blob is suspected because one of its links went, and held by another one. */
    private void unlinkOneOfTwoLongAgo() throws Exception {
        Sample.blob(store, APP, "layer");
        store.blobLinks().mount(OTHER, APP, layer);
        store.blobLinks().unlink(APP, layer);
        clock.advance(DELAY);
        store.blobLinks().touch(OTHER, layer);
    }

    @Test
    void anUploadThatComesAfterTheReviewMakesANewBlob() throws Exception {
        unlinkLongAgo();
        try (OtherSession collector = OtherSession.begin(database)) {
            AtomicReference<Future<FinishOutcome>> finishing = new AtomicReference<>();
            collector.before(
                    REMOVE,
                    () -> finishing.set(collector.blocks(() -> store.uploads().finish(AGAIN))));
            assertThat(review(collector.store(clock), Kind.BLOB)).isEqualTo(new ReviewBatch(1, 0, 0, 5));
            collector.commit();

            assertThat(finishing.get().get()).isEqualTo(FinishOutcome.STORED);
        }
        assertThat(store.blobLinks().find(APP, layer))
                .hasValueSatisfying(found -> assertThat(found.key()).isEqualTo(AGAIN.key()));
        assertThat(database.query("SELECT key FROM storage_deletions")).containsExactly("layer");
    }

    @Test
    void anUploadThatComesBeforeTheReviewEndsIt() throws Exception {
        unlinkLongAgo();
        try (OtherSession pusher = OtherSession.begin(database)) {
            assertThat(pusher.store(clock).uploads().finish(AGAIN)).isEqualTo(FinishOutcome.DUPLICATE);
            assertThat(review(Kind.BLOB)).isEqualTo(left(1));
            pusher.commit();
        }
        assertThat(review(Kind.BLOB)).isEqualTo(ReviewBatch.EMPTY);
        assertThat(store.blobLinks().find(APP, layer))
                .hasValueSatisfying(found -> assertThat(found.key()).isEqualTo(new StorageKey("layer")));
        assertThat(database.query("SELECT key FROM storage_deletions")).containsExactly("again");
    }

    /**
     * The blob was scheduled after its other link: of the two times the later one counts, unless it has just been
     * cleared.
     */
    @Test
    void aBlobThatIsKeptWhileItsLastLinkIsCollectedComesUnderReviewAgain() throws Exception {
        Sample.blob(store, APP, "layer");
        store.blobLinks().mount(OTHER, APP, layer);
        clock.advance(Duration.ofMinutes(1));
        store.blobLinks().unlink(APP, layer);
        clock.advance(DELAY);
        try (OtherSession collector = OtherSession.begin(database)) {
            assertThat(review(collector.store(clock), Kind.BLOB)).isEqualTo(kept(1));
            Future<ReviewBatch> collecting = collector.blocks(() -> review(Kind.LINK));
            collector.commit();

            assertThat(collecting.get()).isEqualTo(removed(1));
        }
        assertThat(reason(blob(layer))).hasValue(ReviewReason.MOUNTED);
    }

    @Test
    void aMountDoesNotWaitForTheReviewOfItsBlob() throws Exception {
        unlinkOneOfTwoLongAgo();
        try (OtherSession collector = OtherSession.begin(database)) {
            collector.before(
                    REMOVE,
                    () -> assertThat(store.blobLinks().mount(THIRD, OTHER, layer))
                            .isTrue());
            assertThat(review(collector.store(clock), Kind.BLOB)).isEqualTo(kept(1));
            collector.commit();
        }
        assertThat(store.blobLinks().find(THIRD, layer)).isPresent();
    }

    @Test
    void aMountWhoseSourceIsGoingMakesNoRepositoryForIt() throws Exception {
        Sample.blob(store, APP, "layer");
        try (OtherSession deleter = OtherSession.begin(database)) {
            assertThat(deleter.store(clock).blobLinks().unlink(APP, layer)).isEqualTo(DeleteOutcome.DELETED);
            Future<Boolean> mounting = deleter.blocks(() -> store.blobLinks().mount(THIRD, APP, layer));
            deleter.commit();
            assertThat(mounting.get()).isFalse();
        }
        assertThat(database.query("SELECT path FROM repositories")).doesNotContain(THIRD.value());
    }

    @Test
    void aMountKeepsItsSourceAndSoItsBlobUntilItIsDone() throws Exception {
        unlinkOneOfTwoLongAgo();
        try (OtherSession pusher = OtherSession.begin(database)) {
            assertThat(pusher.store(clock).blobLinks().mount(APP, OTHER, layer)).isTrue();
            Future<DeleteOutcome> unlinking =
                    pusher.blocks(() -> store.blobLinks().unlink(OTHER, layer));
            assertThat(review(Kind.BLOB)).isEqualTo(kept(1));
            pusher.commit();
            assertThat(unlinking.get()).isEqualTo(DeleteOutcome.DELETED);
        }
        clock.advance(DELAY);
        assertThat(review(Kind.BLOB)).isEqualTo(kept(1));
        assertThat(store.blobLinks().find(APP, layer)).isPresent();
    }

    /** The holder can still be locked, but its lock waits for the blob. */
    @Test
    void aBlobWhoseLastLinkIsGoingIsUnderReviewAfterwards() throws Exception {
        unlinkOneOfTwoLongAgo();
        try (OtherSession collector = OtherSession.begin(database)) {
            AtomicReference<Future<DeleteOutcome>> unlinking = new AtomicReference<>();
            collector.before(
                    CLEAR,
                    () -> unlinking.set(collector.blocks(() -> store.blobLinks().unlink(OTHER, layer))));
            assertThat(review(collector.store(clock), Kind.BLOB)).isEqualTo(kept(1));
            collector.commit();

            assertThat(unlinking.get().get()).isEqualTo(DeleteOutcome.DELETED);
        }
        assertThat(reason(blob(layer))).hasValue(ReviewReason.UNLINKED);
    }

    @Test
    void aLinkThatGoesBeforeTheReviewLeavesTheBlobToIt() throws Exception {
        unlinkOneOfTwoLongAgo();
        try (OtherSession deleter = OtherSession.begin(database)) {
            deleter.store(clock).blobLinks().unlink(OTHER, layer);
            assertThat(review(Kind.BLOB)).isEqualTo(left(1));
            deleter.commit();
        }
        clock.advance(DELAY);
        assertThat(review(Kind.BLOB)).isEqualTo(new ReviewBatch(1, 0, 0, 5));
    }
}
