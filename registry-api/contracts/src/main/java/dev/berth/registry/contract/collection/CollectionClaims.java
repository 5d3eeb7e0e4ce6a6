package dev.berth.registry.contract.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Race;
import dev.berth.registry.contract.metadata.MetadataClaims;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.maintenance.Reviewable.OfBlob;
import dev.berth.registry.maintenance.Reviewable.OfLink;
import dev.berth.registry.maintenance.Reviewable.OfManifest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A metadata store and the steps all claims about its collection are made of. */
abstract class CollectionClaims extends MetadataClaims {
    protected static final ReviewDelays AT_ONCE = ReviewDelays.of(Duration.ZERO);
    protected static final Duration DAY = Duration.ofDays(1);
    protected static final ReviewDelays A_DAY = ReviewDelays.of(DAY);
    protected static final Duration MOMENT = Duration.ofMillis(1);
    private static final int MAX = 1_000;
    private static final int MORE_BATCHES_THAN_ANY_CLAIM_NEEDS = 1_000;

    /** Reviews content of one kind until none is due; answers the sum of all batches. */
    protected final ReviewBatch drain(Kind kind, ReviewDelays delays) throws StoreException {
        int removed = 0;
        int kept = 0;
        long bytes = 0;
        for (int i = 0; i < MORE_BATCHES_THAN_ANY_CLAIM_NEEDS; i++) {
            ReviewBatch batch = store.reviews().review(kind, delays, MAX);
            if (batch.isEmpty()) {
                return new ReviewBatch(removed, kept, 0, bytes);
            }
            removed += batch.removed();
            kept += batch.kept();
            bytes += batch.bytes();
        }
        throw new AssertionError("reviews of kind " + kind + " find no end");
    }

    /** Reviews everything until nothing is due, once: a removal releases only content of its own or a later kind. */
    protected final void collect(ReviewDelays delays) throws StoreException {
        for (Kind kind : Kind.values()) {
            drain(kind, delays);
        }
    }

    protected static Reviewable manifest(RepositoryName repository, Digest digest) {
        return new OfManifest(repository, digest);
    }

    protected static Reviewable link(RepositoryName repository, Digest digest) {
        return new OfLink(repository, digest);
    }

    protected static Reviewable blob(Digest digest) {
        return new OfBlob(digest);
    }

    protected final boolean isThere(Reviewable thing) throws StoreException {
        return retention(thing).isPresent();
    }

    protected final Optional<RetentionStatus> retention(Reviewable thing) throws StoreException {
        return store.reviews().retention(thing, 10);
    }

    /** The pending review of existing content. */
    protected final Optional<PendingReview> reviewOf(Reviewable thing) throws StoreException {
        return retention(thing).orElseThrow(() -> gone(thing)).review();
    }

    /** Claims that an immediate review of its whole kind keeps this content and ends its review. */
    protected final void assertKept(Reviewable thing) throws StoreException {
        drain(thing.kind(), AT_ONCE);
        assertThat(reviewOf(thing)).as("review of %s", thing).isEmpty();
    }

    /** Claims that an immediate review of its whole kind removes this content. */
    protected final void assertRemoved(Reviewable thing) throws StoreException {
        assertThat(isThere(thing)).as("%s before its review", thing).isTrue();
        drain(thing.kind(), AT_ONCE);
        assertThat(isThere(thing)).as("%s after its review", thing).isFalse();
    }

    protected final void assertNoBreaches() throws StoreException {
        for (Breach.Invariant invariant : Breach.Invariant.values()) {
            assertThat(store.audit().breaches(invariant, 10)).isEmpty();
        }
    }

    /** The answer of a call that meets one batch of reviews at once of each of these kinds. */
    protected final <T> T against(Callable<? extends T> call, Kind... kinds) throws Exception {
        return against(call, AT_ONCE, kinds);
    }

    /** The answer of a call that meets one batch of reviews of each of these kinds. */
    protected final <T> T against(Callable<? extends T> call, ReviewDelays delays, Kind... kinds) throws Exception {
        List<T> answers = Race.between(List.<Callable<? extends T>>of(call, () -> {
            for (Kind kind : kinds) {
                store.reviews().review(kind, delays, 100);
            }
            return null;
        }));
        return answers.get(0);
    }

    private static AssertionError gone(Reviewable thing) {
        return new AssertionError(thing + " is gone");
    }
}
