package dev.berth.registry.contract.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.Race;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.PutOutcome;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Reviews concurrent with pushes that need the reviewed content: it is kept, or the push is refused because it is gone.
 */
public abstract class ReviewRaceClaims extends CollectionClaims {

    @AfterEach
    void nothingIsBroken() throws StoreException {
        assertNoBreaches();
    }

    @Test
    void aManifestFindsItsLayerOrKeepsIt() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest layer = newBlob(APP);
            ManifestDraft draft = draft().needing(layer).tagged("v" + round);

            PutOutcome outcome = against(() -> store.manifests().put(APP, draft.build()), Kind.LINK, Kind.BLOB);

            assertStoredOrMissing(outcome, draft, layer);
            collect(AT_ONCE);
            assertThat(isLinked(APP, layer)).isEqualTo(isStored(APP, draft.digest()));
            assertThat(isThere(blob(layer))).isEqualTo(isStored(APP, draft.digest()));
        }
    }

    @Test
    void anIndexFindsItsChildOrKeepsIt() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest child = put(APP, draft());
            ManifestDraft draft = draft().listing(child).tagged("v" + round);

            PutOutcome outcome = against(() -> store.manifests().put(APP, draft.build()), Kind.MANIFEST);

            assertStoredOrMissing(outcome, draft, child);
            collect(AT_ONCE);
            assertThat(isStored(APP, child)).isEqualTo(isStored(APP, draft.digest()));
        }
    }

    @Test
    void aTagFindsItsManifestWhole() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            byte[] content = generated.bytes(300);
            Digest layer = newBlob(APP);
            put(APP, new ManifestDraft(content).needing(layer));
            ManifestDraft again = new ManifestDraft(content).needing(layer).tagged("v" + round);

            PutOutcome outcome =
                    against(() -> store.manifests().put(APP, again.build()), Kind.MANIFEST, Kind.LINK, Kind.BLOB);

            assertStoredOrMissing(outcome, again, layer);
            collect(AT_ONCE);
            boolean stored = outcome.equals(new PutOutcome.Stored());
            assertThat(named(APP, "v" + round).isPresent()).isEqualTo(stored);
            assertThat(isLinked(APP, layer)).isEqualTo(stored);
        }
    }

    @Test
    void aReferrerIsKeptByItsSubjectOrGoesWithIt() throws Exception {
        ReviewDelays delays = A_DAY.with(ReviewReason.TAG_DELETED, Duration.ZERO);
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest subject = put(APP, draft().tagged("v1"));
            store.tags().delete(APP, new Tag("v1"));
            ManifestDraft referrer = draft().about(subject);

            assertThat(against(() -> store.manifests().put(APP, referrer.build()), delays, Kind.MANIFEST))
                    .isEqualTo(new PutOutcome.Stored());

            assertThat(isStored(APP, referrer.digest())).isTrue();
            collect(AT_ONCE);
            assertThat(isStored(APP, subject)).isFalse();
            assertThat(isStored(APP, referrer.digest())).isFalse();
        }
    }

    @Test
    void aMountFindsItsSourceOrKeepsTheBlob() throws Exception {
        ReviewDelays delays = A_DAY.with(ReviewReason.UPLOADED, Duration.ZERO);
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest layer = newBlob(APP);

            boolean mounted = against(() -> store.blobLinks().mount(OTHER, APP, layer), delays, Kind.LINK, Kind.BLOB);

            collect(delays);
            assertThat(isLinked(APP, layer)).isFalse();
            assertThat(isLinked(OTHER, layer)).isEqualTo(mounted);
            assertThat(isThere(blob(layer))).isEqualTo(mounted);
        }
    }

    @Test
    void anUploadKeepsTheBlobOrBringsItsOwn() throws Exception {
        ReviewDelays delays = A_DAY.with(ReviewReason.UNLINKED, Duration.ZERO);
        for (int round = 0; round < Race.ROUNDS; round++) {
            FinishedUpload first = finished(APP, anyDigest());
            store.uploads().finish(first);
            store.blobLinks().unlink(APP, first.digest());
            FinishedUpload again =
                    new FinishedUpload(OTHER, first.session(), first.digest(), first.size(), generated.storageKey());

            boolean stored = switch (against(() -> store.uploads().finish(again), delays, Kind.BLOB)) {
                case STORED -> true;
                case DUPLICATE -> false;
                case STALE -> throw new AssertionError("there is no session");
            };

            assertThat(store.blobLinks()
                            .find(OTHER, first.digest())
                            .orElseThrow()
                            .key())
                    .isEqualTo(stored ? again.key() : first.key());
            assertThat(store.deletions().claim(10, DAY).stream().map(due -> due.key()))
                    .containsExactly(stored ? first.key() : again.key());
        }
    }

    @Test
    void anUploadKeepsOrRenewsItsLink() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest layer = newBlob(APP);
            FinishedUpload again = finished(APP, layer);
            clock.advance(DAY);

            against(() -> store.uploads().finish(again), A_DAY, Kind.LINK, Kind.BLOB);

            assertThat(isLinked(APP, layer)).isTrue();
        }
    }

    @Test
    void aTouchKeepsWhatItFinds() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest layer = newBlob(APP);
            Digest image = put(APP, draft());
            clock.advance(DAY);

            boolean linked = against(() -> store.blobLinks().touch(APP, layer), A_DAY, Kind.LINK);
            boolean stored = against(() -> store.manifests().touch(APP, image), A_DAY, Kind.MANIFEST);

            assertThat(isLinked(APP, layer)).isEqualTo(linked);
            assertThat(isStored(APP, image)).isEqualTo(stored);
        }
    }

    private void assertStoredOrMissing(PutOutcome outcome, ManifestDraft draft, Digest needed) throws StoreException {
        SortedSet<Digest> missing = new TreeSet<>(List.of(needed));
        boolean stored = outcome.equals(new PutOutcome.Stored());
        assertThat(outcome).isEqualTo(stored ? new PutOutcome.Stored() : new PutOutcome.Missing(missing));
        assertThat(isStored(APP, draft.digest())).isEqualTo(stored);
    }
}
