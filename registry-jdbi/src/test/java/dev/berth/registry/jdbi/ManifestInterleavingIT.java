package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.digest;
import static dev.berth.registry.jdbi.Sample.image;
import static dev.berth.registry.jdbi.Sample.index;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.metadata.PutOutcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Reviews of manifests against tags that come, move and go, and against indexes. */
class ManifestInterleavingIT extends CollectionInterleaving {
    private static final Tag LATEST = new Tag("latest");

    private final Reviewable old = manifest(APP, digest("old"));

    private void putUntaggedLongAgo() throws Exception {
        Digest layer = Sample.blob(store, APP, "layer");
        store.manifests().put(APP, image("old", List.of(), layer));
        clock.advance(DELAY);
    }

    private void putTaggedAndSuspectLongAgo() throws Exception {
        store.manifests().put(APP, image("old", List.of("latest")));
        schedule(old);
    }

    @Test
    void aTagSetAfterTheReviewBringsTheManifestBackWhole() throws Exception {
        putUntaggedLongAgo();
        try (OtherSession collector = OtherSession.begin(database)) {
            AtomicReference<Future<PutOutcome>> putting = new AtomicReference<>();
            collector.before(
                    REMOVE,
                    () -> putting.set(collector.blocks(
                            () -> store.manifests().put(APP, image("old", List.of("latest"), digest("layer"))))));
            assertThat(review(collector.store(clock), Kind.MANIFEST)).isEqualTo(removed(1));
            collector.commit();

            assertThat(putting.get().get()).isEqualTo(new PutOutcome.Stored());
        }
        assertThat(store.manifests().find(APP, LATEST)).isPresent();
        assertThat(database.query("SELECT 1 FROM manifest_references")).hasSize(1);
    }

    @Test
    void aTagSetBeforeTheReviewEndsIt() throws Exception {
        putUntaggedLongAgo();
        try (OtherSession pusher = OtherSession.begin(database)) {
            pusher.store(clock).manifests().put(APP, image("old", List.of("latest"), digest("layer")));
            assertThat(review(Kind.MANIFEST)).isEqualTo(left(1));
            pusher.commit();
        }
        assertThat(review(Kind.MANIFEST)).isEqualTo(ReviewBatch.EMPTY);
        assertThat(store.manifests().find(APP, LATEST)).isPresent();
    }

    @Test
    void aTagMovedAfterTheManifestWasTakenPutsItUnderReviewAgain() throws Exception {
        putTaggedAndSuspectLongAgo();
        try (OtherSession collector = OtherSession.begin(database)) {
            AtomicReference<Future<PutOutcome>> moving = new AtomicReference<>();
            collector.before(
                    CLEAR,
                    () -> moving.set(collector.blocks(
                            () -> store.manifests().put(APP, image("new", List.of("latest"))))));
            assertThat(review(collector.store(clock), Kind.MANIFEST)).isEqualTo(kept(1));
            collector.commit();

            assertThat(moving.get().get()).isEqualTo(new PutOutcome.Stored());
        }
        assertThat(reason(old)).hasValue(ReviewReason.TAG_MOVED);
    }

    @Test
    void aTagMovedBeforeTheReviewLeavesTheManifestToIt() throws Exception {
        putTaggedAndSuspectLongAgo();
        try (OtherSession pusher = OtherSession.begin(database)) {
            pusher.store(clock).manifests().put(APP, image("new", List.of("latest")));
            assertThat(review(Kind.MANIFEST)).isEqualTo(left(1));
            pusher.commit();
        }
        clock.advance(DELAY);
        assertThat(review(Kind.MANIFEST)).isEqualTo(removed(1));
        assertThat(isThere(old)).isFalse();
    }

    @Test
    void aManifestWhoseTagIsBeingDeletedStaysUnderReview() throws Exception {
        putTaggedAndSuspectLongAgo();
        try (OtherSession collector = OtherSession.begin(database)) {
            AtomicReference<Future<Boolean>> deleting = new AtomicReference<>();
            collector.before(
                    CLEAR,
                    () -> deleting.set(collector.blocks(() -> store.tags().delete(APP, LATEST))));
            assertThat(review(collector.store(clock), Kind.MANIFEST)).isEqualTo(left(1));
            collector.commit();

            assertThat(deleting.get().get()).isTrue();
        }
        assertThat(reason(old)).hasValue(ReviewReason.TAG_DELETED);
    }

    @Test
    void aTagDeletedAfterTheReviewWaitsForItAndMarks() throws Exception {
        putTaggedAndSuspectLongAgo();
        try (OtherSession collector = OtherSession.begin(database)) {
            assertThat(review(collector.store(clock), Kind.MANIFEST)).isEqualTo(kept(1));
            Future<Boolean> deleting = collector.blocks(() -> store.tags().delete(APP, LATEST));
            collector.commit();

            assertThat(deleting.get()).isTrue();
        }
        assertThat(reason(old)).hasValue(ReviewReason.TAG_DELETED);
    }

    @Test
    void aTagDeletedBeforeTheReviewLeavesTheManifestToIt() throws Exception {
        putTaggedAndSuspectLongAgo();
        try (OtherSession deleter = OtherSession.begin(database)) {
            deleter.store(clock).tags().delete(APP, LATEST);
            assertThat(review(Kind.MANIFEST)).isEqualTo(left(1));
            deleter.commit();
        }
        clock.advance(DELAY);
        assertThat(review(Kind.MANIFEST)).isEqualTo(removed(1));
    }

    @Test
    void anIndexPutAfterTheReviewMissesItsChild() throws Exception {
        putUntaggedLongAgo();
        try (OtherSession collector = OtherSession.begin(database)) {
            AtomicReference<Future<PutOutcome>> putting = new AtomicReference<>();
            collector.before(
                    REMOVE,
                    () -> putting.set(collector.blocks(
                            () -> store.manifests().put(APP, index("index", List.of("latest"), digest("old"))))));
            assertThat(review(collector.store(clock), Kind.MANIFEST)).isEqualTo(removed(1));
            collector.commit();

            assertThat(putting.get().get()).isEqualTo(new PutOutcome.Missing(new TreeSet<>(Set.of(digest("old")))));
        }
        assertThat(store.manifests().find(APP, LATEST)).isEmpty();
    }

    @Test
    void anIndexPutBeforeTheReviewKeepsItsChild() throws Exception {
        putUntaggedLongAgo();
        try (OtherSession pusher = OtherSession.begin(database)) {
            pusher.store(clock).manifests().put(APP, index("index", List.of("latest"), digest("old")));
            assertThat(review(Kind.MANIFEST)).isEqualTo(left(1));
            pusher.commit();
        }
        assertThat(review(Kind.MANIFEST)).isEqualTo(kept(1));
        assertThat(reason(old)).isEmpty();
    }
}
