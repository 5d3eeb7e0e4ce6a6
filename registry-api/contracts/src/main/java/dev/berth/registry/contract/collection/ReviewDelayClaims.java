package dev.berth.registry.contract.collection;

import static dev.berth.registry.maintenance.ReviewReason.FOUND_UNHELD;
import static dev.berth.registry.maintenance.ReviewReason.MANIFEST_DELETED;
import static dev.berth.registry.maintenance.ReviewReason.MOUNTED;
import static dev.berth.registry.maintenance.ReviewReason.PUT_UNTAGGED;
import static dev.berth.registry.maintenance.ReviewReason.REPOSITORY_DELETED;
import static dev.berth.registry.maintenance.ReviewReason.TAG_DELETED;
import static dev.berth.registry.maintenance.ReviewReason.TAG_MOVED;
import static dev.berth.registry.maintenance.ReviewReason.UNLINKED;
import static dev.berth.registry.maintenance.ReviewReason.UPLOADED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The retention of unreferenced content: one delay for all reasons and depths. */
public abstract class ReviewDelayClaims extends CollectionClaims {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void uploadedBlobsHaveADelayOfTheirOwn() throws Exception {
        newBlob(APP);

        assertDelayed(Kind.LINK, UPLOADED);
    }

    @Test
    void mountedBlobsHaveADelayOfTheirOwn() throws Exception {
        store.blobLinks().mount(OTHER, APP, newBlob(APP));

        assertDelayed(Kind.LINK, MOUNTED);
    }

    @Test
    void untaggedManifestsHaveADelayOfTheirOwn() throws Exception {
        put(APP, draft());

        assertDelayed(Kind.MANIFEST, PUT_UNTAGGED);
    }

    @Test
    void movedTagsHaveADelayOfTheirOwn() throws Exception {
        put(APP, draft().tagged("v1"));
        put(APP, draft().tagged("v1"));

        assertDelayed(Kind.MANIFEST, TAG_MOVED);
    }

    @Test
    void deletedTagsHaveADelayOfTheirOwn() throws Exception {
        put(APP, draft().tagged("v1"));
        store.tags().delete(APP, new Tag("v1"));

        assertDelayed(Kind.MANIFEST, TAG_DELETED);
    }

    @Test
    void deletedManifestsHaveADelayOfTheirOwn() throws Exception {
        Digest index = put(APP, draft().listing(put(APP, draft())));
        store.manifests().delete(APP, index);

        assertDelayed(Kind.MANIFEST, MANIFEST_DELETED);
    }

    @Test
    void unlinkedBlobsHaveADelayOfTheirOwn() throws Exception {
        store.blobLinks().unlink(APP, newBlob(APP));

        assertDelayed(Kind.BLOB, UNLINKED);
    }

    @Test
    void deletedRepositoriesHaveADelayOfTheirOwn() throws Exception {
        newBlob(APP);
        store.repositories().delete(APP);

        assertDelayed(Kind.BLOB, REPOSITORY_DELETED);
    }

    @Test
    void whatACheckFoundHasADelayOfItsOwn() throws Exception {
        store.reviews().schedule(manifest(APP, put(APP, draft().tagged("v1"))));

        assertDelayed(Kind.MANIFEST, FOUND_UNHELD);
    }

    /**
     * Claims that there is one review for that reason, and that it comes when its delay has passed, not a moment
     * sooner.
     */
    private void assertDelayed(Kind kind, ReviewReason reason) throws StoreException {
        ReviewDelays delays = ReviewDelays.of(Duration.ofDays(365)).with(reason, HOUR);
        clock.advance(HOUR.minus(MOMENT));
        assertThat(drain(kind, delays)).as("too soon").isEqualTo(ReviewBatch.EMPTY);

        clock.advance(MOMENT);

        assertThat(drain(kind, delays).reviewed()).as("in time").isEqualTo(1);
    }

    @Test
    void depthCostsNoDelay() throws Exception {
        Digest layer = newBlob(APP);
        Digest image = put(APP, draft().needing(layer));
        Digest nested = put(APP, draft().listing(image));
        Digest index = put(APP, draft().listing(nested).tagged("v1"));
        Digest signature = put(APP, draft().about(index).needing(layer));
        clock.advance(HOUR);
        store.tags().delete(APP, new Tag("v1"));
        clock.advance(DAY.minus(MOMENT));

        collect(A_DAY);
        List<Reviewable> all = List.of(
                manifest(APP, index),
                manifest(APP, nested),
                manifest(APP, image),
                manifest(APP, signature),
                link(APP, layer),
                blob(layer));
        for (Reviewable thing : all) {
            assertThat(isThere(thing))
                    .as("%s before the delay has passed", thing)
                    .isTrue();
        }
        clock.advance(MOMENT);
        collect(A_DAY);

        for (Reviewable thing : all) {
            assertThat(isThere(thing)).as("%s when the delay has passed", thing).isFalse();
        }
        assertThat(store.reviews().backlog()).isEmpty();
        assertThat(store.deletions().backlog().waiting()).isEqualTo(1);
    }

    @Test
    void eachWayToBecomeGarbageTakesOneDelay() throws Exception {
        Digest overwritten = image("overwritten");
        put(APP, draft().tagged("overwritten"));
        image("untagged");
        store.tags().delete(APP, new Tag("untagged"));
        Digest subject = image("subject");
        Digest referrerLayer = newBlob(APP);
        put(APP, draft().about(subject).needing(referrerLayer));
        store.manifests().delete(APP, subject);
        newBlob(APP);
        Digest elsewhere = newBlob(OTHER);
        put(OTHER, draft().needing(elsewhere).tagged("v1"));
        store.repositories().delete(OTHER);
        clock.advance(DAY);

        collect(A_DAY);

        assertThat(isStored(APP, overwritten)).isFalse();
        assertThat(texts(store.tags().list(APP, ALL).orElseThrow())).containsExactly("overwritten");
        assertThat(store.audit().blobs(ALL).items()).isEmpty();
        assertThat(store.deletions().backlog().waiting()).isEqualTo(6);
        assertThat(store.reviews().backlog()).isEmpty();
    }

    /** A tagged image with its own layer. */
    private Digest image(String tag) throws StoreException {
        return put(APP, draft().needing(newBlob(APP)).tagged(tag));
    }
}
