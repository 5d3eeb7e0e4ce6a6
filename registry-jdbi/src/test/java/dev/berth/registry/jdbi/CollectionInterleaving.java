package dev.berth.registry.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.maintenance.Reviewable.OfBlob;
import dev.berth.registry.maintenance.Reviewable.OfLink;
import dev.berth.registry.maintenance.Reviewable.OfManifest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/**
 * A collector against other calls, each held open at the worst moment of the other. Statements of a review: 1 takes, 2
 * removes, 3 clears; between 2 and 3 a review of links has one for each partition of released blobs.
 */
abstract class CollectionInterleaving extends InOneDatabase {
    static final Duration DELAY = Duration.ofHours(1);
    static final ReviewDelays DELAYS = ReviewDelays.of(DELAY);
    static final int TAKE = 1;
    static final int REMOVE = 2;
    static final int CLEAR = 3;
    static final int MAX = 100;

    CollectionInterleaving() {
        super(1);
    }

    /** In every order, no invariant is breached, and unreferenced content is removed in time. */
    @AfterEach
    void assertSound() throws Exception {
        assertNoBreach();
        clock.advance(DELAY);
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < 10; i++) {
                review(kind);
            }
        }
        assertNoBreach();
        assertThat(database.query("SELECT 1 FROM manifests WHERE review_since IS NOT NULL UNION ALL "
                        + "SELECT 1 FROM blob_links WHERE review_since IS NOT NULL UNION ALL "
                        + "SELECT 1 FROM blobs WHERE review_since IS NOT NULL"))
                .as("still under review")
                .isEmpty();
    }

    private void assertNoBreach() throws StoreException {
        for (Breach.Invariant invariant : Breach.Invariant.values()) {
            assertThat(store.audit().breaches(invariant, MAX)).isEmpty();
        }
    }

    final ReviewBatch review(Kind kind) throws StoreException {
        return review(store, kind);
    }

    static ReviewBatch review(MetadataStore store, Kind kind) throws StoreException {
        return store.reviews().review(kind, DELAYS, MAX);
    }

    static ReviewBatch removed(int count) {
        return new ReviewBatch(count, 0, 0, 0);
    }

    static ReviewBatch kept(int count) {
        return new ReviewBatch(0, count, 0, 0);
    }

    static ReviewBatch left(int count) {
        return new ReviewBatch(0, 0, count, 0);
    }

    static Reviewable manifest(RepositoryName repository, Digest digest) {
        return new OfManifest(repository, digest);
    }

    static Reviewable link(RepositoryName repository, Digest digest) {
        return new OfLink(repository, digest);
    }

    static Reviewable blob(Digest digest) {
        return new OfBlob(digest);
    }

    /** The reason of the review, if there is one. */
    final Optional<ReviewReason> reason(Reviewable thing) throws StoreException {
        return store.reviews()
                .retention(thing, 1)
                .flatMap(RetentionStatus::review)
                .map(PendingReview::reason);
    }

    final boolean isThere(Reviewable thing) throws StoreException {
        return store.reviews().retention(thing, 1).isPresent();
    }

    /** Puts it under review, as of long ago. */
    final void schedule(Reviewable thing) throws StoreException {
        assertThat(store.reviews().schedule(thing)).isTrue();
        clock.advance(DELAY);
    }
}
