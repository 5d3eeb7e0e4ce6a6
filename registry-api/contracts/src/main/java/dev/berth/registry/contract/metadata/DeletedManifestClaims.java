package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.Race;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.DeletedTag;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.PutOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Manifests that were deleted by their digest, and puts that bring them back. */
public abstract class DeletedManifestClaims extends MetadataClaims {

    @Test
    void anUnknownRepositoryHasNoDeletedManifests() throws Exception {
        Digest digest = anyDigest();
        assertThat(store.deletedManifests().list(APP, ALL)).isEmpty();
        assertThat(store.deletedManifests().find(APP, digest)).isEmpty();
        assertThat(tags(digest)).isEmpty();
        Digest stored = put(APP, draft().tagged("v1"));
        assertThat(deleted()).isEmpty();
        assertThat(store.deletedManifests().find(APP, stored)).isEmpty();
        assertThat(tags(stored)).isEmpty();
    }

    @Test
    void aDeletedManifestKeepsItsBytesItsTypeAndItsTags() throws Exception {
        ManifestDraft draft = draft().tagged("v1", "v2");
        Manifest manifest = draft.build().manifest();
        put(APP, draft);
        clock.advance(Duration.ofMinutes(1));
        delete(manifest.digest());

        assertThat(deleted())
                .containsExactly(new Manifest.Deleted(
                        manifest.digest(), manifest.mediaType(), manifest.size(), clock.instant()));
        assertThat(store.deletedManifests().find(APP, manifest.digest())).contains(manifest);
        assertThat(store.deletedManifests().find(OTHER, manifest.digest())).isEmpty();
        assertThat(tags(manifest.digest())).containsExactly("v1", "v2");
        assertThat(store.deletedTags().list(APP, ALL).orElseThrow().items())
                .extracting(DeletedTag::digest)
                .containsExactly(manifest.digest(), manifest.digest());
    }

    @Test
    void aManifestThatAnIndexListsIsNotCopied() throws Exception {
        Digest child = put(APP, draft());
        put(APP, draft().listing(child));

        assertThat(store.manifests().delete(APP, child)).isEqualTo(DeleteOutcome.REFERENCED);
        assertThat(store.deletedManifests().find(APP, child)).isEmpty();
    }

    @Test
    void onlyTagsThatWentWithTheManifestAndAreFreeComeBack() throws Exception {
        Digest manifest = put(APP, draft().tagged("before", "free", "taken"));
        store.tags().delete(APP, new Tag("before"));
        clock.advance(Duration.ofSeconds(1));
        delete(manifest);
        put(APP, draft().tagged("taken"));

        assertThat(tags(manifest)).containsExactly("free");
    }

    @Test
    void listsInPages() throws Exception {
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Digest digest = put(APP, draft().tagged("a" + i, "b" + i, "c" + i));
            delete(digest);
            digests.add(digest.toString());
        }
        digests.sort(null);
        for (int limit = 1; limit <= 5; limit++) {
            List<String> found = new ArrayList<>();
            Page<Manifest.Deleted> page = list(PageRequest.first(limit));
            while (page.more()) {
                page.items().forEach(each -> found.add(each.digest().toString()));
                page = list(PageRequest.after(found.get(found.size() - 1), limit));
            }
            page.items().forEach(each -> found.add(each.digest().toString()));
            assertThat(found).isEqualTo(digests);
        }
        Digest first = Digest.of(digests.get(0));
        List<String> tags = tags(first);
        assertThat(store.deletedManifests().tags(APP, first, PageRequest.after(tags.get(0), 1)))
                .isEqualTo(new Page<>(List.of(new Tag(tags.get(1))), true));
    }

    @Test
    void aManifestThatIsStoredAgainIsNotListed() throws Exception {
        ManifestDraft draft = draft().tagged("v1");
        Digest digest = put(APP, draft);
        delete(digest);
        put(APP, draft);
        assertThat(deleted()).isEmpty();
        assertThat(store.deletedManifests().find(APP, digest)).isPresent();

        clock.advance(Duration.ofMinutes(1));
        delete(digest);
        assertThat(deleted()).extracting(Manifest.Deleted::deleted).containsExactly(clock.instant());
        assertThat(tags(digest)).containsExactly("v1");
    }

    @Test
    void collectedManifestsAreNotCopied() throws Exception {
        Digest digest = put(APP, draft());
        clock.advance(Duration.ofSeconds(1));
        review();

        assertThat(isStored(APP, digest)).isFalse();
        assertThat(store.deletedManifests().find(APP, digest)).isEmpty();
    }

    @Test
    void copiesFollowARenameAndGoWithTheirRepository() throws Exception {
        Digest digest = put(APP, draft().tagged("v1"));
        delete(digest);
        put(APP, draft().tagged("v2"));
        RepositoryName renamed = new RepositoryName("team/renamed");
        store.repositories()
                .rename(new Rename(APP, renamed, "caller"), clock.instant().plusSeconds(1), List.of());
        assertThat(store.deletedManifests().find(renamed, digest)).isPresent();

        store.repositories().delete(renamed);
        put(renamed, draft().tagged("v2"));

        assertThat(store.deletedManifests().find(renamed, digest)).isEmpty();
    }

    @Test
    void oldDeletionsAreForgotten() throws Exception {
        for (RepositoryName repository : List.of(APP, APP, OTHER)) {
            store.manifests().delete(repository, put(repository, draft()));
        }
        clock.advance(Duration.ofHours(1));
        Instant before = clock.instant();
        Digest young = put(APP, draft());
        delete(young);

        assertThat(store.deletedManifests().forget(before, 2)).isEqualTo(2);
        assertThat(store.deletedManifests().forget(before, 2)).isEqualTo(1);
        assertThat(store.deletedManifests().forget(before, 2)).isZero();

        assertThat(deleted()).extracting(Manifest.Deleted::digest).containsExactly(young);
    }

    /** The put finds all that the manifest needs, or is refused. */
    @Test
    void comesBackWholeOrNotAtAll() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest layer = newBlob(APP);
            Digest child = put(APP, draft().needing(layer));
            ManifestDraft index = draft().listing(child).tagged("v1");
            put(APP, index);
            delete(index.digest());
            clock.advance(Duration.ofSeconds(1));

            List<Object> outcomes = Race.between(List.of(() -> store.manifests().put(APP, index.build()), () -> {
                review();
                return "reviewed";
            }));

            boolean isBack = outcomes.get(0).equals(new PutOutcome.Stored());
            assertThat(isStored(APP, index.digest())).isEqualTo(isBack);
            assertThat(!isBack || (isStored(APP, child) && isLinked(APP, layer)))
                    .isTrue();
            store.manifests().delete(APP, index.digest());
        }
        for (Breach.Invariant invariant : Breach.Invariant.values()) {
            assertThat(store.audit().breaches(invariant, 10)).isEmpty();
        }
    }

    private void review() throws StoreException {
        ReviewDelays none = ReviewDelays.of(Duration.ZERO);
        for (Reviewable.Kind kind : List.of(Reviewable.Kind.MANIFEST, Reviewable.Kind.LINK, Reviewable.Kind.BLOB)) {
            store.reviews().review(kind, none, 100);
        }
    }

    private void delete(Digest digest) throws StoreException {
        assertThat(store.manifests().delete(APP, digest)).isEqualTo(DeleteOutcome.DELETED);
    }

    private List<String> tags(Digest digest) throws StoreException {
        return Stream.of(store.deletedManifests().tags(APP, digest, ALL))
                .flatMap(page -> page.items().stream())
                .map(Tag::value)
                .toList();
    }

    private List<Manifest.Deleted> deleted() throws StoreException {
        return list(ALL).items();
    }

    private Page<Manifest.Deleted> list(PageRequest page) throws StoreException {
        return store.deletedManifests().list(APP, page).orElseThrow();
    }
}
