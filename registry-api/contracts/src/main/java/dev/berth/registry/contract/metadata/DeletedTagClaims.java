package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.Race;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.DeletedTag;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagSelection;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.PutOutcome;
import dev.berth.registry.spi.metadata.TagRemoval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deleted tags, and puts that bring them back. */
public abstract class DeletedTagClaims extends MetadataClaims {
    private static final Tag V1 = new Tag("v1");

    @Test
    void anUnknownRepositoryHasNoDeletedTags() throws Exception {
        assertThat(store.deletedTags().list(APP, ALL)).isEmpty();
        assertThat(store.deletedTags().find(APP, V1)).isEmpty();
        put(APP, draft().tagged("v1"));
        assertThat(deleted()).isEmpty();
        assertThat(store.deletedTags().find(APP, V1)).isEmpty();
    }

    @Test
    void aDeletedTagHasItsLastManifestAndTheTime() throws Exception {
        put(APP, draft().tagged("v1"));
        Digest manifest = put(APP, draft().tagged("v1", "v2"));
        clock.advance(Duration.ofMinutes(1));
        store.tags().delete(APP, V1);
        DeletedTag expected = new DeletedTag(V1, manifest, clock.instant());

        assertThat(deleted()).containsExactly(expected);
        assertThat(store.deletedTags().find(APP, V1)).contains(expected);
        assertThat(store.deletedTags().find(OTHER, V1)).isEmpty();
        assertThat(store.tags().delete(APP, V1)).isFalse();
        assertThat(deleted()).containsExactly(expected);
    }

    @Test
    void tagsThatAreDeletedTogetherAreListedInPages() throws Exception {
        put(APP, draft().tagged("a", "b", "c", "d"));
        List<TagRemoval> removals = store.tags().select(APP, TagSelection.ALL, ALL).orElseThrow().items().stream()
                .map(each -> new TagRemoval(each, List.of()))
                .toList();
        store.tags().delete(APP, removals);

        for (int limit = 1; limit <= 4; limit++) {
            List<String> found = new ArrayList<>();
            Page<DeletedTag> page = list(PageRequest.first(limit));
            while (page.more()) {
                page.items().forEach(each -> found.add(each.tag().value()));
                page = list(PageRequest.after(found.get(found.size() - 1), limit));
            }
            page.items().forEach(each -> found.add(each.tag().value()));
            assertThat(found).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    void onlyTagsThatCanComeBackAreListed() throws Exception {
        Digest first = put(APP, draft().tagged("v1", "v2"));
        store.tags().delete(APP, V1);
        put(APP, draft().tagged("v1"));
        assertThat(deleted()).isEmpty();

        store.tags().delete(APP, new Tag("v2"));
        assertThat(deleted()).extracting(DeletedTag::digest).containsExactly(first);
        store.manifests().delete(APP, first);
        assertThat(deleted()).as("its manifest can come back").hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        store.deletedManifests().forget(clock.instant(), 10);
        assertThat(deleted()).isEmpty();
        assertThat(store.deletedTags().find(APP, new Tag("v2"))).isPresent();
    }

    @Test
    void deletedTagsFollowARenameAndGoWithTheirRepository() throws Exception {
        put(APP, draft().tagged("v1"));
        store.tags().delete(APP, V1);
        RepositoryName renamed = new RepositoryName("team/renamed");
        store.repositories()
                .rename(new Rename(APP, renamed, "caller"), clock.instant().plusSeconds(1), List.of());
        assertThat(store.deletedTags().find(renamed, V1)).isPresent();

        store.repositories().delete(renamed);
        put(renamed, draft().tagged("v2"));

        assertThat(store.deletedTags().find(renamed, V1)).isEmpty();
    }

    @Test
    void oldDeletionsAreForgotten() throws Exception {
        put(APP, draft().tagged("a", "b", "c"));
        put(OTHER, draft().tagged("a"));
        store.tags().delete(APP, new Tag("a"));
        store.tags().delete(APP, new Tag("b"));
        store.tags().delete(OTHER, new Tag("a"));
        clock.advance(Duration.ofHours(1));
        Instant before = clock.instant();
        store.tags().delete(APP, new Tag("c"));

        assertThat(store.deletedTags().forget(before, 2)).isEqualTo(2);
        assertThat(store.deletedTags().forget(before, 2)).isEqualTo(1);
        assertThat(store.deletedTags().forget(before, 2)).isZero();

        assertThat(deleted()).extracting(DeletedTag::tag).containsExactly(new Tag("c"));
    }

    /** The manifest is collected, or the tag is back with everything that its manifest needs. */
    @Test
    void aTagComesBackWholeOrItsManifestIsCollected() throws Exception {
        ReviewDelays none = ReviewDelays.of(Duration.ZERO);
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest layer = newBlob(APP);
            ManifestDraft draft = draft().needing(layer).tagged("v1").immutably("v1");
            put(APP, draft);
            store.tags().delete(APP, V1);
            clock.advance(Duration.ofSeconds(1));

            List<Object> outcomes = Race.between(List.of(() -> store.manifests().put(APP, draft.build()), () -> {
                store.reviews().review(Reviewable.Kind.MANIFEST, none, 100);
                store.reviews().review(Reviewable.Kind.LINK, none, 100);
                return store.reviews().review(Reviewable.Kind.BLOB, none, 100);
            }));

            boolean isBack = outcomes.get(0).equals(new PutOutcome.Stored());
            assertThat(named(APP, "v1").isPresent()).isEqualTo(isBack);
            assertThat(!isBack || isLinked(APP, layer)).isTrue();
            store.tags().delete(APP, V1);
        }
        assertConsistent();
    }

    /** A tag that is pushed at the moment of its return keeps the manifest of the push. */
    @Test
    void aTagThatIsPushedMeanwhileIsNotMoved() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            ManifestDraft before = draft().immutably("v1");
            put(APP, before);
            store.tags().delete(APP, V1);
            ManifestDraft fresh = draft().tagged("v1");

            Race.between(List.of(
                    () -> store.manifests().put(APP, before.build()),
                    () -> store.manifests().put(APP, fresh.build())));

            assertThat(named(APP, "v1")).hasValue(fresh.digest());
            store.tags().delete(APP, V1);
        }
        assertConsistent();
    }

    private void assertConsistent() throws StoreException {
        for (Breach.Invariant invariant : Breach.Invariant.values()) {
            assertThat(store.audit().breaches(invariant, 10)).isEmpty();
        }
    }

    private List<DeletedTag> deleted() throws StoreException {
        return list(ALL).items();
    }

    private Page<DeletedTag> list(PageRequest page) throws StoreException {
        return store.deletedTags().list(APP, page).orElseThrow();
    }
}
