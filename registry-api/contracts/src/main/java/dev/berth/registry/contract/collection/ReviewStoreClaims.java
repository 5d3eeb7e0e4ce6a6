package dev.berth.registry.contract.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.maintenance.DueDeletion;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Unreferenced content is removed, referenced content is kept. */
public abstract class ReviewStoreClaims extends CollectionClaims {

    @Test
    void findsNothingToReviewInAnEmptyStore() throws Exception {
        for (Kind kind : Kind.values()) {
            assertThat(store.reviews().review(kind, AT_ONCE, 10)).isEqualTo(ReviewBatch.EMPTY);
        }
    }

    @Test
    void aTagHoldsItsManifest() throws Exception {
        Digest image = put(APP, draft().tagged("v1"));
        store.reviews().schedule(manifest(APP, image));

        assertThat(drain(Kind.MANIFEST, AT_ONCE)).isEqualTo(new ReviewBatch(0, 1, 0, 0));

        assertKept(manifest(APP, image));
        assertThat(named(APP, "v1")).hasValue(image);
    }

    @Test
    void anIndexHoldsWhatItLists() throws Exception {
        Digest image = put(APP, draft());
        Digest nested = put(APP, draft().listing(image));
        put(APP, draft().listing(nested).tagged("v1"));

        assertKept(manifest(APP, nested));
        assertKept(manifest(APP, image));
    }

    @Test
    void aSubjectHoldsItsReferrers() throws Exception {
        Digest subject = put(APP, draft().tagged("v1"));
        Digest referrer = put(APP, draft().about(subject));
        Digest referrerOfIt = put(APP, draft().about(referrer));

        assertKept(manifest(APP, referrer));
        assertKept(manifest(APP, referrerOfIt));
    }

    @Test
    void referrersHoldNoSubject() throws Exception {
        Digest subject = put(APP, draft());
        Digest referrer = put(APP, draft().about(subject));

        assertRemoved(manifest(APP, subject));
        assertThat(isStored(APP, referrer)).isFalse();
    }

    @Test
    void anUntaggedReferrerGoesWithItsSubject() throws Exception {
        Digest subject = put(APP, draft().tagged("v1"));
        Digest untagged = put(APP, draft().about(subject));
        Digest tagged = put(APP, draft().about(subject).tagged("signature"));
        drain(Kind.MANIFEST, AT_ONCE);

        store.manifests().delete(APP, subject);

        assertThat(isStored(APP, untagged)).isTrue();
        assertRemoved(manifest(APP, untagged));
        assertKept(manifest(APP, tagged));
        assertThat(store.manifests()
                        .referrers(APP, subject, Optional.empty(), ALL)
                        .items())
                .hasSize(1);
    }

    @Test
    void aReferrerWhoseSubjectNeverCameIsRemoved() throws Exception {
        Digest referrer = put(APP, draft().about(anyDigest()));

        assertRemoved(manifest(APP, referrer));
    }

    @Test
    void aManifestHoldsTheLinksItNeeds() throws Exception {
        Digest layer = newBlob(APP);
        put(APP, draft().needing(layer).tagged("v1"));

        assertKept(link(APP, layer));
    }

    @Test
    void anIndexHoldsTheLinkOfABlobItLists() throws Exception {
        Digest layer = newBlob(APP);
        put(APP, draft().listing(layer).tagged("cache"));

        assertKept(link(APP, layer));
    }

    @Test
    void aLinkHoldsItsBlob() throws Exception {
        Digest layer = newBlob(APP);
        store.blobLinks().mount(OTHER, APP, layer);

        store.blobLinks().unlink(APP, layer);

        assertThat(drain(Kind.BLOB, AT_ONCE)).isEqualTo(new ReviewBatch(0, 1, 0, 0));
        assertKept(blob(layer));
    }

    @Test
    void removesWhatNothingHolds() throws Exception {
        FinishedUpload upload = finished(APP, anyDigest());
        store.uploads().finish(upload);
        Digest image = put(APP, draft());

        assertThat(drain(Kind.MANIFEST, AT_ONCE)).isEqualTo(new ReviewBatch(1, 0, 0, 0));
        assertThat(drain(Kind.LINK, AT_ONCE)).isEqualTo(new ReviewBatch(1, 0, 0, 0));
        assertThat(drain(Kind.BLOB, AT_ONCE)).isEqualTo(new ReviewBatch(1, 0, 0, upload.size()));

        assertThat(isStored(APP, image)).isFalse();
        assertThat(isLinked(APP, upload.digest())).isFalse();
        assertThat(isThere(blob(upload.digest()))).isFalse();
        assertThat(store.deletions().claim(10, DAY)).containsExactly(new DueDeletion(upload.key(), clock.instant(), 0));
        assertNoBreaches();
    }

    @Test
    void nothingHoldsAcrossRepositories() throws Exception {
        byte[] content = generated.bytes(300);
        Digest layer = newBlob(APP);
        store.blobLinks().mount(OTHER, APP, layer);
        Digest subject = put(OTHER, draft().tagged("subject"));
        Digest image = put(APP, new ManifestDraft(content));
        Digest referrer = put(APP, draft().about(subject));
        put(OTHER, new ManifestDraft(content).needing(layer).tagged("v1"));
        put(OTHER, draft().listing(image).tagged("index"));

        collect(AT_ONCE);

        assertThat(isStored(APP, image)).isFalse();
        assertThat(isStored(APP, referrer)).isFalse();
        assertThat(isLinked(APP, layer)).isFalse();
        assertThat(isStored(OTHER, image)).isTrue();
        assertThat(isLinked(OTHER, layer)).isTrue();
        assertThat(isThere(blob(layer))).isTrue();
    }

    @Test
    void whatIsNeededAsABlobIsNotHeldAsAManifest() throws Exception {
        Digest image = put(APP, draft());
        put(APP, draft().needing(image).rememberingMissing().tagged("v1"));

        assertRemoved(manifest(APP, image));
    }

    @Test
    void whatArrivesLaterIsHeldByTheReferenceThatWasRemembered() throws Exception {
        Digest layer = anyDigest();
        ManifestDraft child = draft();
        Digest index = put(
                APP, draft().listing(layer, child.digest()).rememberingMissing().tagged("mirror"));

        store.uploads().finish(finished(APP, layer));
        put(APP, child);

        assertKept(link(APP, layer));
        assertKept(manifest(APP, child.digest()));
        store.tags().delete(APP, new Tag("mirror"));
        collect(AT_ONCE);
        assertThat(isStored(APP, index)).isFalse();
        assertThat(isThere(blob(layer))).isFalse();
    }

    @Test
    void aManifestThatLacksWhatItNeedsIsRemovedLikeAnother() throws Exception {
        Digest image = put(APP, draft().needing(anyDigest()).rememberingMissing());

        assertRemoved(manifest(APP, image));
    }

    @Test
    void aRemovedManifestHoldsNothingAndIsListedNowhere() throws Exception {
        Digest layer = newBlob(APP);
        Digest subject = put(APP, draft().tagged("subject"));
        Digest image = put(APP, draft().needing(layer));
        Digest index = put(APP, draft().listing(image).about(subject).tagged("v1"));
        store.tags().delete(APP, new Tag("v1"));
        store.manifests().delete(APP, subject);

        assertRemoved(manifest(APP, index));

        assertThat(isStored(APP, image)).isFalse();
        assertThat(store.blobLinks().unlink(APP, layer)).isEqualTo(DeleteOutcome.DELETED);
        assertThat(store.manifests()
                        .referrers(APP, subject, Optional.empty(), ALL)
                        .items())
                .isEmpty();
        assertThat(repositories()).containsExactly(APP);
    }

    @Test
    void whatWasRemovedCanComeAgain() throws Exception {
        Digest layer = newBlob(APP);
        byte[] content = generated.bytes(300);
        put(APP, new ManifestDraft(content).needing(layer));
        collect(AT_ONCE);

        FinishedUpload again = finished(APP, layer);
        assertThat(store.uploads().finish(again)).isEqualTo(FinishOutcome.STORED);
        Digest image = put(APP, new ManifestDraft(content).needing(layer).tagged("v1"));
        collect(AT_ONCE);

        assertThat(named(APP, "v1")).hasValue(image);
        assertThat(store.blobLinks().find(APP, layer).orElseThrow().key()).isEqualTo(again.key());
        assertThat(texts(store.blobLinks().holders(layer, ALL))).containsExactly("team/app");
        assertNoBreaches();
    }
}
