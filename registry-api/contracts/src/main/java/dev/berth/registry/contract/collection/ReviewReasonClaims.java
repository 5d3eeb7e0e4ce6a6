package dev.berth.registry.contract.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The start, postponement and end of reviews: time and reason are exact. */
public abstract class ReviewReasonClaims extends CollectionClaims {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void anUploadedBlobIsUnderReviewInItsRepository() throws Exception {
        Digest layer = newBlob(APP);

        assertUnderReview(link(APP, layer), ReviewReason.UPLOADED);
        assertNotUnderReview(blob(layer));
    }

    @Test
    void aMountedBlobIsUnderReviewInItsNewRepository() throws Exception {
        Digest layer = newBlob(APP);
        drainAndHold(layer);

        store.blobLinks().mount(OTHER, APP, layer);

        assertUnderReview(link(OTHER, layer), ReviewReason.MOUNTED);
        assertNotUnderReview(link(APP, layer));
        assertNotUnderReview(blob(layer));
    }

    @Test
    void aManifestIsUnderReviewUnlessItIsTagged() throws Exception {
        assertUnderReview(manifest(APP, put(APP, draft())), ReviewReason.PUT_UNTAGGED);
        assertNotUnderReview(manifest(APP, put(APP, draft().tagged("v1"))));
    }

    @Test
    void aManifestThatLosesItsTagIsUnderReview() throws Exception {
        Digest moved = put(APP, draft().tagged("v1"));
        Digest deleted = put(APP, draft().tagged("v2"));
        clock.advance(HOUR);

        Digest fresh = put(APP, draft().tagged("v1"));
        store.tags().delete(APP, new Tag("v2"));

        assertUnderReview(manifest(APP, moved), ReviewReason.TAG_MOVED);
        assertUnderReview(manifest(APP, deleted), ReviewReason.TAG_DELETED);
        assertNotUnderReview(manifest(APP, fresh));
    }

    @Test
    void aTagSetAgainPutsNothingUnderReview() throws Exception {
        byte[] content = generated.bytes(300);
        Digest image = put(APP, new ManifestDraft(content).tagged("v1"));

        put(APP, new ManifestDraft(content).tagged("v1", "v2"));

        assertNotUnderReview(manifest(APP, image));
    }

    @Test
    void whatADeletedManifestLeavesIsUnderReview() throws Exception {
        Digest layer = newBlob(APP);
        Digest child = put(APP, draft().tagged("child"));
        Digest index = put(APP, draft().listing(child, layer).tagged("v1"));
        Digest referrer = put(APP, draft().about(index));
        clock.advance(HOUR);

        store.manifests().delete(APP, index);

        assertUnderReview(link(APP, layer), ReviewReason.MANIFEST_DELETED);
        assertUnderReview(manifest(APP, child), ReviewReason.MANIFEST_DELETED);
        assertUnderReview(manifest(APP, referrer), ReviewReason.MANIFEST_DELETED);
    }

    @Test
    void anUnlinkedBlobIsUnderReviewWhoeverElseHasIt() throws Exception {
        Digest last = newBlob(APP);
        Digest shared = newBlob(APP);
        store.blobLinks().mount(OTHER, APP, shared);
        clock.advance(HOUR);

        store.blobLinks().unlink(APP, last);
        store.blobLinks().unlink(APP, shared);

        assertUnderReview(blob(last), ReviewReason.UNLINKED);
        assertUnderReview(blob(shared), ReviewReason.UNLINKED);
    }

    @Test
    void theBlobsOfADeletedRepositoryAreUnderReviewAndNothingElseOfIt() throws Exception {
        Digest layer = newBlob(APP);
        put(APP, draft().needing(layer));
        put(APP, draft().needing(layer).tagged("v1"));
        clock.advance(HOUR);

        store.repositories().delete(APP);

        assertUnderReview(blob(layer), ReviewReason.REPOSITORY_DELETED);
        assertThat(store.reviews().backlog()).hasSize(1);
    }

    @Test
    void anUploadEndsTheReviewOfItsBlob() throws Exception {
        Digest layer = newBlob(APP);
        store.blobLinks().unlink(APP, layer);

        store.uploads().finish(finished(OTHER, layer));

        assertNotUnderReview(blob(layer));
        assertUnderReview(link(OTHER, layer), ReviewReason.UPLOADED);
    }

    @Test
    void aTagEndsTheReviewOfItsManifest() throws Exception {
        byte[] content = generated.bytes(300);
        Digest image = put(APP, new ManifestDraft(content));

        put(APP, new ManifestDraft(content).tagged("v1"));

        assertNotUnderReview(manifest(APP, image));
    }

    @Test
    void aTouchPostponesAReview() throws Exception {
        Digest layer = newBlob(APP);
        Digest image = put(APP, draft());
        clock.advance(HOUR);

        store.blobLinks().touch(APP, layer);
        store.manifests().touch(APP, image);

        assertUnderReview(link(APP, layer), ReviewReason.UPLOADED);
        assertUnderReview(manifest(APP, image), ReviewReason.PUT_UNTAGGED);
    }

    @Test
    void whatComesAgainPostponesItsReview() throws Exception {
        byte[] content = generated.bytes(300);
        Digest uploaded = newBlob(APP);
        Digest mounted = newBlob(APP);
        store.blobLinks().mount(OTHER, APP, mounted);
        Digest image = put(APP, new ManifestDraft(content));
        clock.advance(HOUR);

        store.uploads().finish(finished(APP, uploaded));
        store.blobLinks().mount(OTHER, APP, mounted);
        put(APP, new ManifestDraft(content));

        assertUnderReview(link(APP, uploaded), ReviewReason.UPLOADED);
        assertUnderReview(link(OTHER, mounted), ReviewReason.MOUNTED);
        assertUnderReview(manifest(APP, image), ReviewReason.PUT_UNTAGGED);
    }

    @Test
    void aReasonStaysUntilThereIsAnother() throws Exception {
        byte[] content = generated.bytes(300);
        Digest image = put(APP, new ManifestDraft(content).tagged("v1"));
        store.tags().delete(APP, new Tag("v1"));
        clock.advance(HOUR);

        put(APP, new ManifestDraft(content));

        assertUnderReview(manifest(APP, image), ReviewReason.TAG_DELETED);
    }

    @Test
    void aTouchBeginsNoReview() throws Exception {
        byte[] content = generated.bytes(300);
        Digest layer = newBlob(APP);
        drainAndHold(layer);
        Digest image = put(APP, new ManifestDraft(content).tagged("v1"));

        store.blobLinks().touch(APP, layer);
        store.blobLinks().mount(APP, APP, layer);
        store.uploads().finish(finished(APP, layer));
        store.manifests().touch(APP, image);
        put(APP, new ManifestDraft(content));

        assertNotUnderReview(link(APP, layer));
        assertNotUnderReview(manifest(APP, image));
    }

    @Test
    void aClockThatGoesBackBringsNoReviewForward() throws Exception {
        byte[] content = generated.bytes(300);
        Digest layer = newBlob(APP);
        Digest image = put(APP, new ManifestDraft(content));
        Instant since = clock.instant();
        clock.advance(HOUR.negated());

        store.blobLinks().touch(APP, layer);
        store.blobLinks().mount(APP, APP, layer);
        store.uploads().finish(finished(APP, layer));
        store.manifests().touch(APP, image);
        put(APP, new ManifestDraft(content));

        assertThat(reviewOf(link(APP, layer))).hasValue(new PendingReview(since, ReviewReason.UPLOADED));
        assertThat(reviewOf(manifest(APP, image))).hasValue(new PendingReview(since, ReviewReason.PUT_UNTAGGED));
    }

    /** Makes a manifest need the blob and ends all reviews. */
    private void drainAndHold(Digest layer) throws StoreException {
        put(APP, draft().needing(layer).tagged("holder"));
        drain(Kind.LINK, AT_ONCE);
    }

    private void assertUnderReview(Reviewable thing, ReviewReason reason) throws StoreException {
        assertThat(reviewOf(thing)).as("review of %s", thing).hasValue(new PendingReview(clock.instant(), reason));
    }

    private void assertNotUnderReview(Reviewable thing) throws StoreException {
        assertThat(reviewOf(thing)).as("review of %s", thing).isEmpty();
    }
}
