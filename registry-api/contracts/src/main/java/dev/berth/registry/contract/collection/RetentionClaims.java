package dev.berth.registry.contract.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.RetentionStatus.Holder;
import dev.berth.registry.maintenance.RetentionStatus.Relation;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.maintenance.UnreferencedManifest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reasons for which content is kept. */
public abstract class RetentionClaims extends CollectionClaims {

    @Test
    void whatIsNotThereHasNone() throws Exception {
        Digest layer = newBlob(APP);

        assertThat(retention(blob(anyDigest()))).isEmpty();
        assertThat(retention(link(APP, anyDigest()))).isEmpty();
        assertThat(retention(link(OTHER, layer))).isEmpty();
        assertThat(retention(manifest(APP, layer))).isEmpty();
        assertThat(retention(manifest(OTHER, anyDigest()))).isEmpty();
    }

    @Test
    void whatNothingHoldsAwaitsItsReview() throws Exception {
        Digest image = put(APP, draft());
        PendingReview review = new PendingReview(clock.instant(), ReviewReason.PUT_UNTAGGED);

        RetentionStatus retention = retention(manifest(APP, image)).orElseThrow();

        assertThat(retention)
                .isEqualTo(new RetentionStatus(manifest(APP, image), List.of(), false, Optional.of(review)));
        assertThat(retention.isHeld()).isFalse();
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
            RetentionStatus retention = store.reviews().retention(thing, most).orElseThrow();

            assertThat(retention.holders()).isEqualTo(all.subList(0, Math.min(most, all.size())));
            assertThat(retention.more()).isEqualTo(most < all.size());
        }
    }

    @Test
    void whatNothingHoldsIsListed() throws Exception {
        Digest layer = newBlob(APP);
        Digest subject = put(APP, draft().tagged("subject"));
        put(APP, draft().about(subject));
        Digest child = put(APP, draft());
        Digest index = put(APP, draft().listing(child));
        Digest image = put(APP, draft().needing(layer));
        put(OTHER, draft());

        List<UnreferencedManifest> found = unreferenced(1);

        assertThat(found).extracting(each -> each.digest().toString()).isSorted();
        assertThat(found).extracting(UnreferencedManifest::digest).containsExactlyInAnyOrder(index, image);
        assertThat(found)
                .isEqualTo(unreferenced(10))
                .allMatch(each -> each.review().equals(new PendingReview(clock.instant(), ReviewReason.PUT_UNTAGGED)));
        long blob = store.blobLinks().find(APP, layer).orElseThrow().size();
        assertThat(found).extracting(UnreferencedManifest::size).contains(300 + blob);
        assertThat(store.reviews().unreferenced(new RepositoryName("unknown"), PageRequest.first(1)))
                .isEqualTo(new Page<>(List.of(), false));
    }

    private List<UnreferencedManifest> unreferenced(int limit) throws Exception {
        List<UnreferencedManifest> found = new ArrayList<>();
        PageRequest request = PageRequest.first(limit);
        for (boolean more = true; more; ) {
            Page<UnreferencedManifest> page = store.reviews().unreferenced(APP, request);
            found.addAll(page.items());
            more = page.more();
            request = PageRequest.after(found.get(found.size() - 1).digest().toString(), limit);
        }
        return found;
    }

    private void assertStanding(Reviewable thing, Holder... holders) throws Exception {
        RetentionStatus retention = retention(thing).orElseThrow();
        assertThat(retention).isEqualTo(new RetentionStatus(thing, List.of(holders), false, Optional.empty()));
        assertThat(retention.isHeld()).isTrue();
    }

    private static String earlier(Digest one, Digest other) {
        return Stream.of(one, other).map(Digest::toString).sorted().findFirst().orElseThrow();
    }

    private static String later(Digest one, Digest other) {
        return one.toString().equals(earlier(one, other)) ? other.toString() : one.toString();
    }
}
