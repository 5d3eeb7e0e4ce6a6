package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.OTHER;
import static dev.berth.registry.jdbi.Sample.digest;
import static dev.berth.registry.jdbi.Sample.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.PutOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reviews of links against uploads, manifests and mounts that need them. */
class LinkInterleavingIT extends CollectionInterleaving {
    private static final FinishedUpload AGAIN =
            new FinishedUpload(APP, Optional.empty(), digest("layer"), 5, new StorageKey("again"));

    private final Digest layer = digest("layer");

    @BeforeEach
    void uploadLayerLongAgo() throws Exception {
        Sample.blob(store, APP, "layer");
        clock.advance(DELAY);
    }

    @Test
    void anUploadThatComesAfterTheReviewLinksTheBlobAnew() throws Exception {
        try (OtherSession collector = OtherSession.begin(database)) {
            AtomicReference<Future<FinishOutcome>> finishing = new AtomicReference<>();
            collector.before(
                    REMOVE,
                    () -> finishing.set(collector.blocks(() -> store.uploads().finish(AGAIN))));
            assertThat(review(collector.store(clock), Kind.LINK)).isEqualTo(removed(1));
            collector.commit();

            assertThat(finishing.get().get()).isEqualTo(FinishOutcome.DUPLICATE);
        }
        assertThat(store.blobLinks().find(APP, layer)).isPresent();
        assertThat(reason(blob(layer))).isEmpty();
        assertThat(reason(link(APP, layer))).hasValue(ReviewReason.UPLOADED);
    }

    @Test
    void anUploadThatComesBeforeTheReviewPostponesIt() throws Exception {
        try (OtherSession pusher = OtherSession.begin(database)) {
            pusher.store(clock).uploads().finish(AGAIN);
            assertThat(review(Kind.LINK)).isEqualTo(left(1));
            pusher.commit();
        }
        assertThat(review(Kind.LINK)).isEqualTo(ReviewBatch.EMPTY);
        assertThat(isThere(link(APP, layer))).isTrue();
    }

    @Test
    void aPutThatComesAfterTheReviewMissesItsLayer() throws Exception {
        try (OtherSession collector = OtherSession.begin(database)) {
            AtomicReference<Future<PutOutcome>> putting = new AtomicReference<>();
            collector.before(
                    REMOVE,
                    () -> putting.set(collector.blocks(
                            () -> store.manifests().put(APP, image("image", List.of("v1"), layer)))));
            assertThat(review(collector.store(clock), Kind.LINK)).isEqualTo(removed(1));
            collector.commit();

            assertThat(putting.get().get()).isEqualTo(new PutOutcome.Missing(new TreeSet<>(Set.of(layer))));
        }
        assertThat(store.manifests().find(APP, new Tag("v1"))).isEmpty();
    }

    @Test
    void aPutThatComesBeforeTheReviewKeepsItsLayer() throws Exception {
        try (OtherSession pusher = OtherSession.begin(database)) {
            pusher.store(clock).manifests().put(APP, image("image", List.of("v1"), layer));
            assertThat(review(Kind.LINK)).isEqualTo(left(1));
            pusher.commit();
        }
        assertThat(review(Kind.LINK)).isEqualTo(kept(1));
        assertThat(reason(link(APP, layer))).isEmpty();
    }

    @Test
    void aPutWaitsForTheReviewOfALayerAnotherManifestNeedsAndIsStored() throws Exception {
        store.manifests().put(APP, image("first", List.of("first"), layer));
        try (OtherSession collector = OtherSession.begin(database)) {
            assertThat(review(collector.store(clock), Kind.LINK)).isEqualTo(kept(1));
            Future<PutOutcome> putting =
                    collector.blocks(() -> store.manifests().put(APP, image("second", List.of("second"), layer)));
            collector.commit();

            assertThat(putting.get()).isEqualTo(new PutOutcome.Stored());
        }
    }

    @Test
    void aLayerWhoseManifestIsBeingDeletedStaysUnderReview() throws Exception {
        store.manifests().put(APP, image("image", List.of("v1"), layer));
        try (OtherSession collector = OtherSession.begin(database)) {
            AtomicReference<Future<?>> deleting = new AtomicReference<>();
            collector.before(
                    CLEAR,
                    () -> deleting.set(collector.blocks(() -> store.manifests().delete(APP, digest("image")))));
            assertThat(review(collector.store(clock), Kind.LINK)).isEqualTo(left(1));
            collector.commit();
            deleting.get().get();
        }
        assertThat(reason(link(APP, layer))).hasValue(ReviewReason.MANIFEST_DELETED);
    }

    /**
     * The link was scheduled after its manifest: of the two times the later one counts, unless it has just been
     * cleared.
     */
    @Test
    void aLayerThatIsKeptWhileItsManifestIsCollectedComesUnderReviewAgain() throws Exception {
        store.manifests().put(APP, image("image", List.of(), layer));
        store.manifests().put(APP, image("other", List.of(), layer));
        clock.advance(Duration.ofMinutes(1));
        store.manifests().delete(APP, digest("other"));
        clock.advance(DELAY);
        try (OtherSession collector = OtherSession.begin(database)) {
            assertThat(review(collector.store(clock), Kind.LINK)).isEqualTo(kept(1));
            Future<ReviewBatch> collecting = collector.blocks(() -> review(Kind.MANIFEST));
            collector.commit();

            assertThat(collecting.get()).isEqualTo(removed(1));
        }
        assertThat(reason(link(APP, layer))).hasValue(ReviewReason.PUT_UNTAGGED);
    }

    @Test
    void aMountThatComesAfterTheReviewFindsNoSource() throws Exception {
        try (OtherSession collector = OtherSession.begin(database)) {
            AtomicReference<Future<Boolean>> mounting = new AtomicReference<>();
            collector.before(
                    REMOVE,
                    () -> mounting.set(collector.blocks(() -> store.blobLinks().mount(OTHER, APP, layer))));
            assertThat(review(collector.store(clock), Kind.LINK)).isEqualTo(removed(1));
            collector.commit();

            assertThat(mounting.get().get()).isFalse();
        }
        assertThat(isThere(link(OTHER, layer))).isFalse();
    }

    @Test
    void aMountThatComesBeforeTheReviewKeepsItsSourceUntilItIsDone() throws Exception {
        Sample.blob(store, OTHER, "something");
        try (OtherSession pusher = OtherSession.begin(database)) {
            assertThat(pusher.store(clock).blobLinks().mount(OTHER, APP, layer)).isTrue();
            assertThat(review(Kind.LINK)).isEqualTo(left(1));
            pusher.commit();
        }
        assertThat(review(Kind.LINK)).isEqualTo(removed(1));
        assertThat(review(Kind.BLOB)).isEqualTo(kept(1));
        assertThat(store.blobLinks().find(OTHER, layer)).isPresent();
    }
}
