package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.digest;
import static dev.berth.registry.jdbi.Sample.image;
import static dev.berth.registry.jdbi.Sample.referrer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Reviews and deletions of manifests that share something: subjects with referrers, images with layers. */
class RelativesInterleavingIT extends CollectionInterleaving {
    private final Reviewable subject = manifest(APP, digest("subject"));
    private final Reviewable signature = manifest(APP, digest("signature"));
    private final Reviewable layer = link(APP, digest("layer"));

    private void putSubject(List<String> tags) throws Exception {
        Digest blob = Sample.blob(store, APP, "layer");
        store.manifests().put(APP, image("subject", tags, blob));
        clock.advance(DELAY);
    }

    private void putSignature() throws Exception {
        store.manifests().put(APP, referrer("signature", digest("subject")));
    }

    @Test
    void aReferrerPutBeforeItsSubjectIsRemovedInheritsItsReview() throws Exception {
        putSubject(List.of());
        try (OtherSession collector = OtherSession.begin(database)) {
            collector.before(REMOVE, this::putSignature);
            assertThat(review(collector.store(clock), Kind.MANIFEST)).isEqualTo(removed(1));
            collector.commit();
        }
        assertThat(isThere(subject)).isFalse();
        assertThat(reason(signature)).isPresent();
    }

    @Test
    void aReferrerPutAfterItsSubjectIsRemovedIsUnderReviewByItself() throws Exception {
        putSubject(List.of());
        try (OtherSession collector = OtherSession.begin(database)) {
            collector.before(CLEAR, this::putSignature);
            Sample.blob(store, APP, "other");
            store.manifests().put(APP, image("kept", List.of("v1"), digest("other")));
            schedule(manifest(APP, digest("kept")));
            assertThat(review(collector.store(clock), Kind.MANIFEST)).isEqualTo(new ReviewBatch(1, 1, 0, 0));
            collector.commit();
        }
        assertThat(isThere(subject)).isFalse();
        assertThat(reason(signature)).hasValue(ReviewReason.PUT_UNTAGGED);
    }

    @Test
    void aReferrerBeingPutWhileItsSubjectIsReviewedIsUnderReviewByItself() throws Exception {
        putSubject(List.of());
        try (OtherSession pusher = OtherSession.begin(database)) {
            pusher.store(clock).manifests().put(APP, referrer("signature", digest("subject")));
            assertThat(review(Kind.MANIFEST)).isEqualTo(removed(1));
            pusher.commit();
        }
        assertThat(reason(signature)).hasValue(ReviewReason.PUT_UNTAGGED);
    }

    @Test
    void aSubjectDeletedAfterTheReviewOfItsReferrerMarksItAgain() throws Exception {
        putSubject(List.of("v1"));
        putSignature();
        clock.advance(DELAY);
        try (OtherSession collector = OtherSession.begin(database)) {
            assertThat(review(collector.store(clock), Kind.MANIFEST)).isEqualTo(kept(1));
            Future<DeleteOutcome> deleting =
                    collector.blocks(() -> store.manifests().delete(APP, digest("subject")));
            collector.commit();

            assertThat(deleting.get()).isEqualTo(DeleteOutcome.DELETED);
        }
        assertThat(reason(signature)).hasValue(ReviewReason.MANIFEST_DELETED);
    }

    @Test
    void aSubjectDeletedBeforeTheReviewLeavesItsReferrerToIt() throws Exception {
        putSubject(List.of("v1"));
        putSignature();
        clock.advance(DELAY);
        try (OtherSession deleter = OtherSession.begin(database)) {
            deleter.store(clock).manifests().delete(APP, digest("subject"));
            assertThat(review(Kind.MANIFEST)).isEqualTo(left(1));
            deleter.commit();
        }
        clock.advance(DELAY);
        assertThat(review(Kind.MANIFEST)).isEqualTo(removed(1));
    }

    /** The deletion waits for a layer; by its snapshot the referrer is not there, so that it will not mark it. */
    @Test
    void aReferrerThatADeletionDoesNotSeeIsNotClearedByItsSubject() throws Exception {
        putSubject(List.of("v1"));
        try (OtherSession pusher = OtherSession.begin(database)) {
            pusher.execute("SELECT FROM blob_links FOR UPDATE");
            Future<DeleteOutcome> deleting =
                    pusher.blocks(() -> store.manifests().delete(APP, digest("subject")));
            putSignature();
            clock.advance(DELAY);
            assertThat(review(Kind.MANIFEST)).isEqualTo(left(1));
            pusher.commit();

            assertThat(deleting.get()).isEqualTo(DeleteOutcome.DELETED);
        }
        assertThat(reason(signature)).hasValue(ReviewReason.PUT_UNTAGGED);
    }

    @Test
    void aDeletionAfterTheReviewOfAManifestMarksTheLayerBothNeeded() throws Exception {
        putSubject(List.of());
        store.manifests().put(APP, image("sharing", List.of("v2"), digest("layer")));
        try (OtherSession collector = OtherSession.begin(database)) {
            assertThat(review(collector.store(clock), Kind.MANIFEST)).isEqualTo(removed(1));
            Future<DeleteOutcome> deleting =
                    collector.blocks(() -> store.manifests().delete(APP, digest("sharing")));
            collector.commit();

            assertThat(deleting.get()).isEqualTo(DeleteOutcome.DELETED);
        }
        assertThat(reason(layer)).hasValue(ReviewReason.MANIFEST_DELETED);
    }

    @Test
    void aReviewAfterTheDeletionOfAManifestMarksTheLayerBothNeeded() throws Exception {
        putSubject(List.of());
        store.manifests().put(APP, image("sharing", List.of("v2"), digest("layer")));
        try (OtherSession deleter = OtherSession.begin(database)) {
            deleter.store(clock).manifests().delete(APP, digest("sharing"));
            Future<ReviewBatch> reviewing = deleter.blocks(() -> review(Kind.MANIFEST));
            deleter.commit();

            assertThat(reviewing.get()).isEqualTo(removed(1));
        }
        assertThat(reason(layer)).hasValue(ReviewReason.MANIFEST_DELETED);
    }

    @Test
    void manyManifestsRemovedAtOnceMarkTheLayerTheyShareOnce() throws Exception {
        putSubject(List.of());
        for (int i = 0; i < 20; i++) {
            store.manifests().put(APP, image("image" + i, List.of(), digest("layer")));
        }
        clock.advance(DELAY);
        try (OtherSession collector = OtherSession.begin(database)) {
            assertThat(review(collector.store(clock), Kind.MANIFEST)).isEqualTo(removed(21));
            Future<Boolean> touching = collector.blocks(() -> store.blobLinks().touch(APP, digest("layer")));
            collector.commit();
            assertThat(touching.get()).isTrue();
        }
        assertThat(review(Kind.LINK)).isEqualTo(ReviewBatch.EMPTY);
        assertThat(reason(layer)).hasValue(ReviewReason.PUT_UNTAGGED);
    }
}
