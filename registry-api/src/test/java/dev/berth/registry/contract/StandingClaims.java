package dev.berth.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.PendingReview;
import dev.berth.registry.spi.ReviewReason;
import dev.berth.registry.spi.Reviewable;
import dev.berth.registry.spi.Reviewable.Kind;
import dev.berth.registry.spi.Standing;
import dev.berth.registry.spi.Standing.Holder;
import dev.berth.registry.spi.Standing.Relation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Why something is still there. */
abstract class StandingClaims extends CollectionClaims {

    @Test
    void whatIsNotThereHasNone() throws Exception {
        Digest layer = newBlob(APP);

        assertThat(standing(blob(anyDigest()))).isEmpty();
        assertThat(standing(link(APP, anyDigest()))).isEmpty();
        assertThat(standing(link(OTHER, layer))).isEmpty();
        assertThat(standing(manifest(APP, layer))).isEmpty();
        assertThat(standing(manifest(OTHER, anyDigest()))).isEmpty();
    }

    @Test
    void whatNothingHoldsAwaitsItsReview() throws Exception {
        Digest image = put(APP, draft());
        PendingReview review = new PendingReview(clock.instant(), ReviewReason.PUT_UNTAGGED);

        Standing standing = standing(manifest(APP, image)).orElseThrow();

        assertThat(standing).isEqualTo(new Standing(manifest(APP, image), List.of(), false, Optional.of(review)));
        assertThat(standing.isHeld()).isFalse();
    }

    @Test
    void aManifestIsHeldByTagsIndexesAndItsSubject() throws Exception {
        Digest subject = put(APP, draft().tagged("subject"));
        Digest image = put(APP, draft().about(subject).tagged("b", "B", "a", "1"));
        Digest first = put(APP, draft().listing(image).tagged("index"));
        Digest second = put(APP, draft().listing(image));

        assertStanding(
                manifest(APP, image),
                new Holder(Relation.TAG, "1"),
                new Holder(Relation.TAG, "B"),
                new Holder(Relation.TAG, "a"),
                new Holder(Relation.TAG, "b"),
                new Holder(Relation.INDEX, earlier(first, second)),
                new Holder(Relation.INDEX, later(first, second)),
                new Holder(Relation.SUBJECT, subject.toString()));
    }

    @Test
    void aSubjectThatIsNotThereHoldsNothing() throws Exception {
        Digest subject = put(OTHER, draft().tagged("subject"));
        Digest image = put(APP, draft().about(subject).tagged("v1"));

        assertStanding(manifest(APP, image), new Holder(Relation.TAG, "v1"));
    }

    @Test
    void aLinkIsHeldByIndexesAndManifests() throws Exception {
        Digest layer = newBlob(APP);
        Digest first = put(APP, draft().needing(layer).tagged("v1"));
        Digest second = put(APP, draft().needing(layer).tagged("v2"));
        Digest index = put(APP, draft().listing(layer).tagged("cache"));
        drain(Kind.LINK, AT_ONCE);

        assertStanding(
                link(APP, layer),
                new Holder(Relation.INDEX, index.toString()),
                new Holder(Relation.MANIFEST, earlier(first, second)),
                new Holder(Relation.MANIFEST, later(first, second)));
    }

    @Test
    void aBlobIsHeldByRepositories() throws Exception {
        Digest layer = newBlob(APP);
        store.blobLinks().mount(OTHER, APP, layer);
        store.blobLinks().mount(new RepositoryName("team-a"), APP, layer);

        assertStanding(
                blob(layer),
                new Holder(Relation.REPOSITORY, "team-a"),
                new Holder(Relation.REPOSITORY, "team/app"),
                new Holder(Relation.REPOSITORY, "team/other"));
    }

    @Test
    void namesAsManyHoldersAsAskedAndTellsWhetherThereAreMore() throws Exception {
        Digest subject = put(APP, draft().tagged("subject"));
        Digest image = put(APP, draft().about(subject).tagged("a", "b"));
        Reviewable thing = manifest(APP, image);
        List<Holder> all = List.of(
                new Holder(Relation.TAG, "a"),
                new Holder(Relation.TAG, "b"),
                new Holder(Relation.SUBJECT, subject.toString()));

        for (int most = 0; most <= 4; most++) {
            Standing standing = store.reviews().standing(thing, most).orElseThrow();

            assertThat(standing.holders()).isEqualTo(all.subList(0, Math.min(most, all.size())));
            assertThat(standing.more()).isEqualTo(most < all.size());
        }
    }

    private void assertStanding(Reviewable thing, Holder... holders) throws Exception {
        Standing standing = standing(thing).orElseThrow();
        assertThat(standing).isEqualTo(new Standing(thing, List.of(holders), false, Optional.empty()));
        assertThat(standing.isHeld()).isTrue();
    }

    private static String earlier(Digest one, Digest other) {
        return Stream.of(one, other).map(Digest::toString).sorted().findFirst().orElseThrow();
    }

    private static String later(Digest one, Digest other) {
        return one.toString().equals(earlier(one, other)) ? other.toString() : one.toString();
    }
}
