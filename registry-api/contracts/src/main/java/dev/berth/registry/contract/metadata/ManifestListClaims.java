package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lists of the manifests of a repository. */
abstract class ManifestListClaims extends MetadataClaims {

    @Test
    void anUnknownRepositoryHasNoListOfManifests() throws Exception {
        assertThat(store.insights().tags().manifests(APP, Manifest.Query.all(ALL)))
                .isEmpty();
        newBlob(APP);

        assertThat(list(Manifest.Query.all(ALL))).isEmpty();
        assertThat(list(Manifest.Query.untagged(ALL))).isEmpty();
    }

    @Test
    void aManifestHasItsPropertiesAndTheTimeOfItsFirstPut() throws Exception {
        Digest subject = anyDigest();
        ManifestDraft draft = draft().of(ArtifactKind.SBOM)
                .about(subject)
                .needing(newBlob(APP))
                .tagged("v2", "v1");
        Instant created = clock.instant();
        put(APP, draft);
        clock.advance(Duration.ofHours(1));
        put(APP, draft);

        assertThat(list(Manifest.Query.all(ALL)))
                .containsExactly(new Manifest.Details(
                        draft.digest(),
                        draft.descriptor().mediaType(),
                        ArtifactKind.SBOM,
                        draft.descriptor().size(),
                        Optional.of(subject),
                        created,
                        List.of(new Tag("v1"), new Tag("v2")),
                        false));
    }

    @Test
    void onlyTheFirstTagsOfAManifestAreListed() throws Exception {
        List<String> names = IntStream.range(10, 11 + Manifest.Details.MOST_TAGS)
                .mapToObj(i -> "t" + i)
                .toList();
        put(APP, draft().tagged(names.toArray(String[]::new)));
        put(OTHER, draft().tagged("elsewhere"));

        Manifest.Details manifest = list(Manifest.Query.all(ALL)).get(0);
        assertThat(manifest.tags())
                .extracting(Tag::value)
                .containsExactlyElementsOf(names.subList(0, Manifest.Details.MOST_TAGS));
        assertThat(manifest.moreTags()).isTrue();
        store.tags().delete(APP, new Tag("t11"));

        manifest = list(Manifest.Query.all(ALL)).get(0);
        assertThat(manifest.tags()).hasSize(Manifest.Details.MOST_TAGS).doesNotContain(new Tag("t11"));
        assertThat(manifest.moreTags()).isFalse();
    }

    @Test
    void untaggedManifestsAreListedAloneToo() throws Exception {
        Digest child = put(APP, draft());
        Digest index = put(APP, draft().listing(child).tagged("v1"));
        Digest moved = put(APP, draft().tagged("v2"));
        Digest holder = put(APP, draft().tagged("v2"));

        assertThat(digests(Manifest.Query.untagged(ALL))).containsExactlyElementsOf(sorted(child, moved));
        assertThat(digests(Manifest.Query.all(ALL))).containsExactlyElementsOf(sorted(child, index, moved, holder));
        store.manifests().delete(APP, moved);
        assertThat(digests(Manifest.Query.untagged(ALL))).containsExactly(child);
    }

    @Test
    void pagesFollowTheOrderOfDigests() throws Exception {
        List<Digest> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ManifestDraft draft = i % 3 == 0 ? draft().by(DigestAlgorithm.SHA512) : draft();
            all.add(put(APP, i % 2 == 0 ? draft.tagged("t" + i) : draft));
        }
        List<Digest> sorted = sorted(all.toArray(Digest[]::new));
        for (int limit = 1; limit <= all.size() + 1; limit++) {
            assertThat(pageThrough(limit)).containsExactlyElementsOf(sorted);
        }
        assertThat(digests(Manifest.Query.all(PageRequest.after("sha256:zzz", 10))))
                .allSatisfy(digest -> assertThat(digest.algorithm()).isEqualTo(DigestAlgorithm.SHA512));
        assertThat(digests(Manifest.Query.all(PageRequest.after("\uffff", 10)))).isEmpty();
        Page<Manifest.Details> nothing = page(Manifest.Query.all(PageRequest.first(0)));
        assertThat(nothing.items()).isEmpty();
        assertThat(nothing.more()).isTrue();
    }

    private List<Digest> pageThrough(int limit) throws StoreException {
        List<Digest> found = new ArrayList<>();
        PageRequest request = PageRequest.first(limit);
        Page<Manifest.Details> page = page(Manifest.Query.all(request));
        while (page.more()) {
            assertThat(page.items()).hasSize(limit);
            page.items().forEach(manifest -> found.add(manifest.digest()));
            request = PageRequest.after(found.get(found.size() - 1).toString(), limit);
            page = page(Manifest.Query.all(request));
        }
        page.items().forEach(manifest -> found.add(manifest.digest()));
        return found;
    }

    private Page<Manifest.Details> page(Manifest.Query query) throws StoreException {
        return store.insights().tags().manifests(APP, query).orElseThrow();
    }

    private List<Manifest.Details> list(Manifest.Query query) throws StoreException {
        return page(query).items();
    }

    private List<Digest> digests(Manifest.Query query) throws StoreException {
        return list(query).stream().map(Manifest.Details::digest).toList();
    }

    private static List<Digest> sorted(Digest... digests) {
        return Stream.of(digests).sorted().toList();
    }
}
