package dev.berth.registry.contract.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Race;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.NewManifest;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reviews concurrent with the loss of a holder: the released content is reviewed again, in either order. */
public abstract class LostHolderClaims extends CollectionClaims {

    @AfterEach
    void nothingIsBroken() throws StoreException {
        assertNoBreaches();
    }

    @Test
    void aTagThatMovesDuringTheReviewLeavesAnother() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest old = put(APP, draft().tagged("latest"));
            NewManifest fresh = draft().tagged("latest").build();

            assertGoneInTheEnd(manifest(APP, old), () -> store.manifests().put(APP, fresh));
        }
    }

    @Test
    void aTagDeletedDuringTheReviewLeavesAnother() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest image = put(APP, draft().tagged("v1"));

            assertGoneInTheEnd(manifest(APP, image), () -> store.tags().delete(APP, new Tag("v1")));
        }
    }

    @Test
    void anIndexDeletedDuringTheReviewOfItsChildLeavesAnother() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest child = put(APP, draft());
            Digest index = put(APP, draft().listing(child).tagged("v1"));

            assertGoneInTheEnd(manifest(APP, child), () -> store.manifests().delete(APP, index));
        }
    }

    @Test
    void aSubjectDeletedDuringTheReviewOfItsReferrerLeavesAnother() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest subject = put(APP, draft().tagged("v1"));
            Digest referrer = put(APP, draft().about(subject));

            assertGoneInTheEnd(manifest(APP, referrer), () -> store.manifests().delete(APP, subject));
        }
    }

    @Test
    void aManifestDeletedDuringTheReviewOfItsLayerLeavesAnother() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest layer = newBlob(APP);
            Digest image = put(APP, draft().needing(layer).tagged("v1"));

            assertGoneInTheEnd(link(APP, layer), () -> store.manifests().delete(APP, image));
        }
    }

    @Test
    void aBlobUnlinkedDuringItsReviewHasAnother() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest layer = newBlob(APP);

            assertGoneInTheEnd(blob(layer), () -> store.blobLinks().unlink(APP, layer));
        }
    }

    @Test
    void aRepositoryDeletedDuringReviewsLeavesNothing() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest layer = newBlob(APP);
            Digest child = put(APP, draft().needing(layer));
            put(APP, draft().listing(child).tagged("v1"));

            assertThat(against(() -> store.repositories().delete(APP), Kind.values()))
                    .isTrue();

            collect(AT_ONCE);
            assertThat(isThere(blob(layer))).isFalse();
            assertThat(repositories()).isEmpty();
            assertThat(store.reviews().backlog()).isEmpty();
        }
    }

    @Test
    void manifestsDeletedAtOnceLeaveTheirLayerToTheReview() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest layer = newBlob(APP);
            Digest first = put(APP, draft().needing(layer).tagged("v1"));
            Digest second = put(APP, draft().needing(layer).tagged("v2"));

            List<DeleteOutcome> outcomes = Race.between(List.<Callable<DeleteOutcome>>of(
                    () -> store.manifests().delete(APP, first),
                    () -> store.manifests().delete(APP, second),
                    () -> {
                        drain(Kind.LINK, AT_ONCE);
                        return DeleteOutcome.DELETED;
                    }));

            assertThat(outcomes).containsOnly(DeleteOutcome.DELETED);
            collect(AT_ONCE);
            assertThat(isThere(blob(layer))).isFalse();
        }
    }

    /** Claims that something held comes to its end if it loses its holder while it is reviewed. */
    private void assertGoneInTheEnd(Reviewable thing, Callable<?> loss) throws Exception {
        store.reviews().schedule(thing);

        against(loss, thing.kind());

        assertNoBreaches();
        collect(AT_ONCE);
        assertThat(isThere(thing)).as("%s after all reviews", thing).isFalse();
    }
}
