package dev.berth.registry.contract.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Content released by a collected holder is under review since the time and for the reason of that holder; of two times
 * the later one counts. The choice between two reasons of the same time is open.
 */
public abstract class InheritedReviewClaims extends CollectionClaims {
    private static final Duration HOUR = Duration.ofHours(1);

    private Digest layer;
    private Digest image;
    private Digest index;
    private Instant untagged;

    /** An index of an image of a layer, none of which is under review; then the index loses its tag. */
    @BeforeEach
    void untagAnIndex() throws StoreException {
        layer = newBlob(APP);
        image = put(APP, draft().needing(layer));
        index = put(APP, draft().listing(image).tagged("v1"));
        collect(AT_ONCE);
        clock.advance(HOUR);
        store.tags().delete(APP, new Tag("v1"));
        untagged = clock.instant();
        clock.advance(HOUR);
    }

    @Test
    void aChildInheritsTheReviewOfItsIndex() throws Exception {
        reviewIndex();

        assertThat(reviewOf(manifest(APP, image))).hasValue(inherited(untagged));
    }

    /** There are 2^30 paths from the top to the bottom: a walk along each of them does not end. */
    @Test
    void aDiamondOfIndexesIsCollectedByItsManifestsNotByItsPaths() throws Exception {
        int depth = 30;
        Digest left = put(APP, draft().needing(newBlob(APP)));
        Digest right = put(APP, draft().needing(newBlob(APP)));
        for (int i = 0; i < depth; i++) {
            Digest above = put(APP, draft().listing(left, right));
            right = put(APP, draft().listing(left, right));
            left = above;
        }
        Digest top = put(APP, draft().listing(left, right).tagged("diamond"));
        collect(AT_ONCE);
        assertThat(retention(manifest(APP, left)).orElseThrow().holders()).hasSize(1);
        assertNoBreaches();

        store.tags().delete(APP, new Tag("diamond"));
        clock.advance(MOMENT);

        assertThat(isThere(manifest(APP, top))).isTrue();
        assertThat(drain(Kind.MANIFEST, AT_ONCE).removed()).isEqualTo(2 * depth + 3);
        assertNoBreaches();
    }

    @Test
    void aReferrerInheritsTheReviewOfItsSubject() throws Exception {
        Digest referrer = put(APP, draft().about(index).tagged("signature"));
        clock.advance(HOUR);

        reviewIndex();

        assertThat(reviewOf(manifest(APP, referrer)))
                .hasValue(inherited(clock.instant().minus(HOUR)));
    }

    @Test
    void aLinkInheritsTheReviewOfItsManifest() throws Exception {
        drain(Kind.MANIFEST, AT_ONCE);

        assertThat(isStored(APP, image)).isFalse();
        assertThat(reviewOf(link(APP, layer))).hasValue(inherited(untagged));
    }

    @Test
    void aBlobInheritsTheReviewOfItsLinkWhoeverElseHasIt() throws Exception {
        store.blobLinks().mount(OTHER, APP, layer);
        put(OTHER, draft().needing(layer).tagged("v1"));
        drain(Kind.MANIFEST, AT_ONCE);
        drain(Kind.LINK, AT_ONCE);

        assertThat(isLinked(APP, layer)).isFalse();
        assertThat(reviewOf(blob(layer))).hasValue(inherited(untagged));
        assertKept(blob(layer));
    }

    @Test
    void aTouchThatIsLaterCounts() throws Exception {
        store.manifests().touch(APP, image);
        store.blobLinks().touch(APP, layer);
        Instant touched = clock.instant();
        clock.advance(HOUR);

        reviewIndex();
        assertThat(reviewOf(manifest(APP, image))).hasValue(inherited(touched));

        drain(Kind.MANIFEST, AT_ONCE);
        assertThat(reviewOf(link(APP, layer))).hasValue(inherited(touched));
    }

    @Test
    void aTouchDelaysWhatWasTouchedAndNothingElse() throws Exception {
        store.blobLinks().touch(APP, layer);
        clock.advance(DAY.minus(HOUR));
        collect(A_DAY);

        assertThat(isStored(APP, image)).isFalse();
        assertThat(isLinked(APP, layer)).isTrue();

        clock.advance(HOUR);
        collect(A_DAY);

        assertThat(isThere(blob(layer))).isFalse();
    }

    @Test
    void aReviewOfItsOwnThatIsLaterStays() throws Exception {
        Digest another = put(APP, draft().needing(layer).listing(image).tagged("v2"));
        store.manifests().delete(APP, another);
        PendingReview own = new PendingReview(clock.instant(), ReviewReason.MANIFEST_DELETED);
        clock.advance(HOUR);

        reviewIndex();

        assertThat(reviewOf(manifest(APP, image))).hasValue(own);
        drain(Kind.MANIFEST, AT_ONCE);
        assertThat(reviewOf(link(APP, layer))).hasValue(own);
    }

    @Test
    void aReviewOfItsOwnThatIsEarlierGivesWay() throws Exception {
        Digest another = put(APP, draft().listing(image));
        store.manifests().delete(APP, another);
        clock.advance(HOUR);
        Digest last = put(APP, draft().listing(image).tagged("v2"));
        store.manifests().delete(APP, index);
        clock.advance(HOUR);
        store.tags().delete(APP, new Tag("v2"));
        clock.advance(HOUR);

        assertThat(isStored(APP, last)).isTrue();
        store.reviews().review(Kind.MANIFEST, onlyTagsDeleted(), 1);

        assertThat(isStored(APP, last)).isFalse();
        assertThat(reviewOf(manifest(APP, image)))
                .hasValue(inherited(clock.instant().minus(HOUR)));
    }

    @Test
    void ofManyThatLetGoTheLastCounts() throws Exception {
        Digest another = put(APP, draft().needing(layer).tagged("v2"));
        store.tags().delete(APP, new Tag("v2"));
        Instant last = clock.instant();
        clock.advance(HOUR);

        drain(Kind.MANIFEST, AT_ONCE);

        assertThat(isStored(APP, another)).isFalse();
        assertThat(reviewOf(link(APP, layer))).hasValue(inherited(last));
    }

    /** Reviews the index only. */
    private void reviewIndex() throws StoreException {
        assertThat(store.reviews().review(Kind.MANIFEST, onlyTagsDeleted(), 1).removed())
                .isEqualTo(1);
        assertThat(isStored(APP, index)).isFalse();
    }

    private static ReviewDelays onlyTagsDeleted() {
        return ReviewDelays.of(Duration.ofDays(365)).with(ReviewReason.TAG_DELETED, Duration.ZERO);
    }

    private static PendingReview inherited(Instant since) {
        return new PendingReview(since, ReviewReason.TAG_DELETED);
    }
}
