package dev.berth.registry.contract.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.CollectionForecast;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.ReviewBacklog;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Batches of reviews, and the schedule of pending reviews. */
public abstract class ReviewQueueClaims extends CollectionClaims {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aBatchHasNoMoreThanAskedAndTheOldestFirst() throws Exception {
        List<Digest> images = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            images.add(put(APP, draft()));
            clock.advance(HOUR);
        }

        for (int gone = 2; gone <= 4; gone += 2) {
            assertThat(store.reviews().review(Kind.MANIFEST, AT_ONCE, 2)).isEqualTo(new ReviewBatch(2, 0, 0, 0));
            for (int i = 0; i < images.size(); i++) {
                assertThat(isStored(APP, images.get(i))).isEqualTo(i >= gone);
            }
        }
        assertThat(store.reviews().review(Kind.MANIFEST, AT_ONCE, 2)).isEqualTo(new ReviewBatch(1, 0, 0, 0));
        assertThat(store.reviews().review(Kind.MANIFEST, AT_ONCE, 2)).isEqualTo(ReviewBatch.EMPTY);
    }

    @Test
    void aForecastHasTheBytesThatCollectionFrees() throws Exception {
        Digest own = newBlob(APP);
        Digest shared = newBlob(APP);
        Digest elsewhere = newBlob(APP);
        store.blobLinks().mount(OTHER, APP, elsewhere);
        put(OTHER, draft().needing(elsewhere).tagged("v1"));
        put(APP, draft().needing(shared).tagged("kept"));
        Digest child = put(APP, draft().needing(own, shared, elsewhere));
        Digest index = put(APP, draft().listing(child).tagged("v1"));
        Digest signed = newBlob(APP);
        put(APP, draft().needing(signed).about(index));
        assertThat(forecast(Set.of(Kind.values())).hours()).isEmpty();

        clock.advance(HOUR);
        store.tags().delete(APP, new Tag("v1"));

        long bytes = size(own) + size(signed);
        Instant hour = clock.instant().plus(DAY).truncatedTo(ChronoUnit.HOURS);
        assertThat(forecast(Set.of(Kind.values())))
                .isEqualTo(new CollectionForecast(List.of(new CollectionForecast.Hour(hour, 2, bytes)), true));
        assertThat(forecast(Set.of(Kind.LINK, Kind.BLOB)).hours()).isEmpty();
        clock.advance(DAY.plus(HOUR));
        Instant now = clock.instant().truncatedTo(ChronoUnit.HOURS);
        assertThat(forecast(Set.of(Kind.values())).hours()).containsExactly(new CollectionForecast.Hour(now, 2, bytes));
        drain(Kind.MANIFEST, A_DAY);
        drain(Kind.LINK, A_DAY);
        assertThat(drain(Kind.BLOB, A_DAY).bytes()).isEqualTo(bytes);
        assertThat(forecast(Set.of(Kind.values())).hours()).isEmpty();
    }

    @Test
    void aForecastSaysThatThereIsMore() throws Exception {
        newBlob(APP);
        newBlob(APP);

        assertThat(store.reviews().forecast(Set.of(Kind.values()), A_DAY, 2).isComplete())
                .isFalse();
        assertThat(store.reviews().forecast(Set.of(Kind.values()), A_DAY, 3).isComplete())
                .isTrue();
    }

    private CollectionForecast forecast(Set<Kind> kinds) throws StoreException {
        return store.reviews().forecast(kinds, A_DAY, 1_000);
    }

    private long size(Digest blob) throws StoreException {
        return store.blobLinks().find(APP, blob).orElseThrow().size();
    }

    @Test
    void theOldestComesFirstWhateverTheReason() throws Exception {
        Digest second = put(APP, draft().tagged("v1"));
        Digest first = put(APP, draft());
        clock.advance(HOUR);
        store.tags().delete(APP, new Tag("v1"));
        clock.advance(HOUR);
        Digest third = put(APP, draft());

        store.reviews().review(Kind.MANIFEST, AT_ONCE, 1);
        assertThat(isStored(APP, first)).isFalse();
        assertThat(isStored(APP, second)).isTrue();
        store.reviews().review(Kind.MANIFEST, AT_ONCE, 1);
        assertThat(isStored(APP, second)).isFalse();
        assertThat(isStored(APP, third)).isTrue();
    }

    @Test
    void aBatchTellsWhatItKeptAndRemoved() throws Exception {
        put(APP, draft());
        store.reviews().schedule(manifest(APP, put(APP, draft().tagged("v1"))));
        store.reviews().schedule(manifest(APP, put(APP, draft().tagged("v2"))));

        assertThat(store.reviews().review(Kind.MANIFEST, AT_ONCE, 10)).isEqualTo(new ReviewBatch(1, 2, 0, 0));
    }

    @Test
    void kindsAreReviewedApart() throws Exception {
        Digest layer = newBlob(APP);
        Digest image = put(APP, draft());
        store.blobLinks().mount(OTHER, APP, layer);
        store.blobLinks().unlink(OTHER, layer);

        drain(Kind.BLOB, AT_ONCE);
        drain(Kind.LINK, AT_ONCE);

        assertThat(isStored(APP, image)).isTrue();
        assertThat(isLinked(APP, layer)).isFalse();
        assertThat(isThere(blob(layer))).isTrue();
    }

    @Test
    void whatWasUnlinkedOrDeletedIsNotReviewed() throws Exception {
        store.blobLinks().unlink(APP, newBlob(APP));
        store.manifests().delete(APP, put(APP, draft()));
        newBlob(OTHER);
        put(OTHER, draft());
        store.repositories().delete(OTHER);

        assertThat(drain(Kind.MANIFEST, AT_ONCE)).isEqualTo(ReviewBatch.EMPTY);
        assertThat(drain(Kind.LINK, AT_ONCE)).isEqualTo(ReviewBatch.EMPTY);
        assertThat(drain(Kind.BLOB, AT_ONCE).removed()).isEqualTo(2);
    }

    @Test
    void tellsWhenTheNextReviewIsDue() throws Exception {
        assertThat(store.reviews().next(Kind.MANIFEST, AT_ONCE)).isEmpty();
        put(APP, draft().tagged("v1"));
        assertThat(store.reviews().next(Kind.MANIFEST, AT_ONCE)).isEmpty();
        Instant start = clock.instant();
        put(APP, draft());
        clock.advance(HOUR);
        store.tags().delete(APP, new Tag("v1"));
        clock.advance(HOUR);
        put(APP, draft());

        assertThat(store.reviews().next(Kind.LINK, A_DAY)).isEmpty();
        assertThat(store.reviews().next(Kind.BLOB, A_DAY)).isEmpty();
        assertThat(store.reviews().next(Kind.MANIFEST, A_DAY)).hasValue(start.plus(DAY));
        assertThat(store.reviews().next(Kind.MANIFEST, AT_ONCE)).hasValue(start);
        ReviewDelays delays = A_DAY.with(ReviewReason.TAG_DELETED, HOUR);
        assertThat(store.reviews().next(Kind.MANIFEST, delays)).hasValue(start.plus(HOUR.multipliedBy(2)));
    }

    @Test
    void tellsWhatAwaitsReview() throws Exception {
        assertThat(store.reviews().backlog()).isEmpty();
        Instant start = clock.instant();
        Digest layer = newBlob(APP);
        put(APP, draft());
        put(APP, draft().tagged("v1"));
        clock.advance(HOUR);
        put(OTHER, draft());
        put(OTHER, draft());
        store.tags().delete(APP, new Tag("v1"));
        store.blobLinks().mount(OTHER, APP, layer);
        store.blobLinks().unlink(APP, layer);
        newBlob(OTHER);

        Instant now = clock.instant();
        assertThat(store.reviews().backlog())
                .containsExactlyInAnyOrder(
                        new ReviewBacklog(Kind.MANIFEST, ReviewReason.PUT_UNTAGGED, 3, start),
                        new ReviewBacklog(Kind.MANIFEST, ReviewReason.TAG_DELETED, 1, now),
                        new ReviewBacklog(Kind.LINK, ReviewReason.MOUNTED, 1, now),
                        new ReviewBacklog(Kind.LINK, ReviewReason.UPLOADED, 1, now),
                        new ReviewBacklog(Kind.BLOB, ReviewReason.UNLINKED, 1, now));
    }

    @Test
    void suspectsWhatIsNotUnderReviewYet() throws Exception {
        Digest layer = newBlob(APP);
        Digest image = put(APP, draft().needing(layer).tagged("v1"));
        drain(Kind.LINK, AT_ONCE);
        clock.advance(HOUR);

        for (Reviewable thing : List.of(manifest(APP, image), link(APP, layer), blob(layer))) {
            assertThat(store.reviews().schedule(thing)).isTrue();
            PendingReview review = new PendingReview(clock.instant(), ReviewReason.FOUND_UNHELD);
            assertThat(reviewOf(thing)).hasValue(review);
            clock.advance(HOUR);
            assertThat(store.reviews().schedule(thing)).isFalse();
            assertThat(reviewOf(thing)).hasValue(review);
        }
    }

    @Test
    void suspectsNothingThatIsUnderReviewOrNotThere() throws Exception {
        Digest layer = newBlob(APP);
        PendingReview review = new PendingReview(clock.instant(), ReviewReason.UPLOADED);
        clock.advance(HOUR);

        assertThat(store.reviews().schedule(link(APP, layer))).isFalse();
        assertThat(store.reviews().schedule(link(OTHER, layer))).isFalse();
        assertThat(store.reviews().schedule(manifest(APP, layer))).isFalse();
        assertThat(store.reviews().schedule(manifest(OTHER, layer))).isFalse();
        assertThat(store.reviews().schedule(blob(anyDigest()))).isFalse();

        assertThat(reviewOf(link(APP, layer))).hasValue(review);
        assertThat(repositories()).containsExactly(APP);
    }
}
