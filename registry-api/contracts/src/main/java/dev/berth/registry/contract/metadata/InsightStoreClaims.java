package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SizedRepository;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.FinishedUpload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Repositories, with their times and sizes. */
abstract class InsightStoreClaims extends MetadataClaims {
    private static final RepositoryName TEAM = new RepositoryName("team");

    @Test
    void anUnknownRepositoryHasNoDetails() throws Exception {
        assertThat(store.insights().repository(APP)).isEmpty();
        assertThat(store.insights().sizes().size(APP)).isEmpty();
        assertThat(store.insights().sizes().namespaces().size(APP)).isEmpty();
        assertThat(store.insights().tags().page(APP, first())).isEmpty();
    }

    @Test
    void aRepositoryHasTimes() throws Exception {
        Instant created = clock.instant();
        newBlob(APP);
        assertThat(store.insights().repository(APP))
                .contains(new RepositoryDetails(APP, created, Optional.empty(), Optional.empty()));

        clock.advance(Duration.ofHours(1));
        Instant published = clock.instant();
        put(APP, draft().tagged("v1"));

        assertThat(store.insights().repository(APP))
                .contains(new RepositoryDetails(APP, created, Optional.empty(), Optional.of(published)));
    }

    @Test
    void listsTheRepositoriesBelowAPathThatHaveTags() throws Exception {
        List<String> names = List.of("team", "team-b/x", "team.b", "team/a", "team/a/b", "team/c", "team0", "tea");
        for (String name : names) {
            put(new RepositoryName(name), draft().tagged("v1"));
        }
        newBlob(new RepositoryName("team/untagged"));

        assertThat(below(PageRequest.first(10))).containsExactly("team", "team/a", "team/a/b", "team/c");
        assertThat(below(PageRequest.first(2))).containsExactly("team", "team/a");
        assertThat(below(PageRequest.after("team/a", 10))).containsExactly("team/a/b", "team/c");
        assertThat(store.insights().tagged(TEAM, PageRequest.first(4)).more()).isFalse();
        assertThat(store.insights().tagged(TEAM, PageRequest.first(3)).more()).isTrue();
    }

    @Test
    void sizesOfSeveralRepositoriesAreThoseOfEach() throws Exception {
        RepositoryName untagged = new RepositoryName("a/untagged");
        newBlob(untagged);
        for (RepositoryName name : List.of(APP, TEAM)) {
            put(name, draft().needing(newBlob(name)).tagged("v1"));
        }
        store.insights().sizes().size(TEAM);
        put(TEAM, draft().needing(newBlob(TEAM)).tagged("v2"));

        List<SizedRepository> sized =
                store.insights().sizes().sized(List.of(TEAM, new RepositoryName("none"), untagged, APP));

        assertThat(sized).extracting(SizedRepository::name).isSorted().containsOnly(untagged, APP, TEAM);
        for (SizedRepository each : sized) {
            assertThat(store.insights().sizes().size(each.name())).hasValue(each.size());
            assertThat(store.insights().repository(each.name())).contains(each.details());
        }
        assertThat(store.insights().sizes().sized(List.of())).isEmpty();
    }

    @Test
    void theSizeIsThatOfTheLayersOfTags() throws Exception {
        Digest config = newBlob(APP);
        Digest layer = newBlob(APP);
        Digest untagged = newBlob(APP);
        assertThat(store.insights().sizes().size(APP)).hasValue(0);

        put(APP, draft().configured(config).needing(layer).tagged("v1"));
        put(APP, draft().needing(untagged));

        assertThat(store.insights().sizes().size(APP)).hasValue(size(APP, layer));
    }

    @Test
    void aConfigThatIsALayerTooIsCounted() throws Exception {
        Digest empty = newBlob(APP);
        put(APP, draft().configured(empty).needing(empty).tagged("v1"));

        assertThat(store.insights().sizes().size(APP)).hasValue(size(APP, empty));
    }

    @Test
    void aLayerIsCountedOnce() throws Exception {
        Digest shared = newBlob(APP);
        Digest own = newBlob(APP);
        put(APP, draft().needing(shared).tagged("v1", "v2"));
        Digest second = put(APP, draft().needing(shared, own).tagged("v3"));
        assertThat(store.insights().sizes().size(APP)).hasValue(size(APP, shared, own));

        store.manifests().delete(APP, second);
        assertThat(store.insights().sizes().size(APP)).hasValue(size(APP, shared));

        store.tags().delete(APP, tag("v1"));
        assertThat(store.insights().sizes().size(APP)).hasValue(size(APP, shared));
        store.tags().delete(APP, tag("v2"));
        assertThat(store.insights().sizes().size(APP)).hasValue(0);
    }

    @Test
    void aMovedTagIsCountedWhereItIs() throws Exception {
        Digest first = newBlob(APP);
        Digest second = newBlob(APP);
        put(APP, draft().needing(first).tagged("v1"));
        ManifestDraft again = draft().needing(second).tagged("v1");
        put(APP, again);
        put(APP, again);

        assertThat(store.insights().sizes().size(APP)).hasValue(size(APP, second));
        store.tags().delete(APP, tag("v1"));
        assertThat(store.insights().sizes().size(APP)).hasValue(0);
    }

    @Test
    void whatIsPushedAndDeletedBeforeItWasCountedIsNot() throws Exception {
        Digest layer = newBlob(APP);
        Digest kept = newBlob(APP);
        Digest gone = put(APP, draft().needing(layer).tagged("v1"));
        put(APP, draft().needing(kept).tagged("v2"));
        store.manifests().delete(APP, gone);

        assertThat(store.insights().sizes().size(APP)).hasValue(size(APP, kept));
    }

    @Test
    void whatIsDeletedAfterItWasCountedIsTakenAway() throws Exception {
        Digest layer = newBlob(APP);
        Digest child = put(APP, draft().needing(layer));
        Digest index = put(APP, draft().listing(child).tagged("v1"));
        assertThat(store.insights().sizes().size(APP)).hasValue(size(APP, layer));

        store.manifests().delete(APP, index);
        store.manifests().delete(APP, child);

        assertThat(store.insights().sizes().size(APP)).hasValue(0);
    }

    @Test
    void blobsOfAnIndexAreLayers() throws Exception {
        Digest cache = newBlob(APP);
        put(APP, draft().listing(cache).tagged("cache"));

        assertThat(store.insights().sizes().size(APP)).hasValue(size(APP, cache));
    }

    /** Each index lists all before it: a walk that follows every path would not end. */
    @Test
    void nestedIndexesAreCountedOnceEach() throws Exception {
        List<Digest> below = new ArrayList<>();
        List<Digest> layers = new ArrayList<>();
        for (int depth = 0; depth < 30; depth++) {
            layers.add(newBlob(APP));
            Digest image = put(APP, draft().needing(layers.get(depth)));
            below.add(image);
            below.add(put(APP, draft().listing(below.toArray(Digest[]::new))));
        }
        put(APP, draft().listing(below.toArray(Digest[]::new)).tagged("deep"));
        Digest last = newBlob(APP);
        put(APP, draft().listing(below.get(10)).tagged("flat"));
        put(APP, draft().needing(last).tagged("other"));

        long all = size(APP, layers.toArray(Digest[]::new)) + size(APP, last);
        assertThat(store.insights().sizes().size(APP)).hasValue(all);
        store.tags().delete(APP, tag("deep"));
        assertThat(store.insights().sizes().size(APP).orElseThrow())
                .isLessThan(all)
                .isPositive();
        put(APP, draft().listing(below.toArray(Digest[]::new)).tagged("deep"));
        assertThat(store.insights().sizes().size(APP)).hasValue(all);
    }

    @Test
    void whatArrivesLaterIsCountedThen() throws Exception {
        Digest missing = anyDigest();
        ManifestDraft child = draft().needing(newBlob(APP));
        put(APP, draft().needing(missing).rememberingMissing().tagged("v1"));
        put(APP, draft().listing(child.digest()).rememberingMissing().tagged("v2"));
        assertThat(store.insights().sizes().size(APP)).hasValue(0);

        store.uploads().finish(finished(APP, missing));
        put(APP, child);

        Digest layer = child.build().references().iterator().next().digest();
        assertThat(store.insights().sizes().size(APP)).hasValue(size(APP, missing, layer));
        assertThat(store.insights().sizes().namespaces().size(TEAM)).hasValue(size(APP, missing, layer));
    }

    @Test
    void aNamespaceCountsWhatItsRepositoriesShareOnce() throws Exception {
        FinishedUpload shared = finished(APP, anyDigest());
        store.uploads().finish(shared);
        store.uploads()
                .finish(new FinishedUpload(
                        OTHER, Optional.empty(), shared.digest(), shared.size(), generated.storageKey()));
        Digest own = newBlob(OTHER);
        RepositoryName elsewhere = new RepositoryName("team-b/app");
        put(APP, draft().needing(shared.digest()).tagged("v1"));
        put(OTHER, draft().needing(shared.digest(), own).tagged("v1"));
        put(elsewhere, draft().needing(newBlob(elsewhere)).tagged("v1"));

        for (int asked = 0; asked < 2; asked++) {
            assertThat(store.insights().sizes().namespaces().size(TEAM)).hasValue(shared.size() + size(OTHER, own));
        }
        store.tags().delete(OTHER, tag("v1"));
        assertThat(store.insights().sizes().namespaces().size(TEAM)).hasValue(shared.size());
        store.repositories().delete(APP);
        assertThat(store.insights().sizes().namespaces().size(TEAM)).hasValue(0);
        store.repositories().delete(OTHER);
        assertThat(store.insights().sizes().namespaces().size(TEAM)).isEmpty();
    }

    @Test
    void countingAheadChangesNoAnswer() throws Exception {
        Digest layer = newBlob(APP);
        put(APP, draft().needing(layer).tagged("v1"));
        while (store.insights().sizes().count(10) > 0) {
            // until nothing is left to count
        }

        assertThat(store.insights().sizes().size(APP)).hasValue(size(APP, layer));
        assertThat(store.insights().sizes().count(10)).isZero();
    }

    @Test
    void theSizeOfATagIsWhatItNeedsOnce() throws Exception {
        Digest config = newBlob(APP);
        Digest shared = newBlob(APP);
        Digest own = newBlob(APP);
        ManifestDraft one = draft().configured(config).needing(shared);
        ManifestDraft two = draft().needing(shared, own);
        put(APP, one.tagged("one"));
        put(APP, two);
        ManifestDraft index = draft().listing(one.digest(), two.digest()).tagged("index");
        put(APP, index);

        List<TagDetails> tags = tags(first());
        assertThat(tags).extracting(tag -> tag.tag().value()).containsExactly("index", "one");
        long manifests = Stream.of(one, two, index)
                .mapToLong(each -> each.descriptor().size())
                .sum();
        assertThat(tags.get(0).size()).isEqualTo(manifests + size(APP, config, shared, own));
        assertThat(tags.get(0).config()).isEmpty();
        assertThat(tags.get(1).size()).isEqualTo(one.descriptor().size() + size(APP, config, shared));
        assertThat(tags.get(1).config()).contains(config);
        assertThat(tags.get(1).mediaType()).isEqualTo(one.descriptor().mediaType());
    }

    /** Random changes, and after some of them the size by hand. */
    @Test
    void theSizeIsRightAfterAnyChanges() throws Exception {
        List<Digest> blobs = new ArrayList<>();
        List<ManifestDraft> drafts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            blobs.add(newBlob(APP));
        }
        for (int step = 0; step < 120; step++) {
            change(blobs, drafts);
            if (generated.below(4) == 0) {
                assertThat(store.insights().sizes().size(APP).orElseThrow()).isEqualTo(byHand(drafts));
            }
        }
    }

    private void change(List<Digest> blobs, List<ManifestDraft> drafts) throws StoreException {
        String name = "t" + generated.below(6);
        switch (generated.below(5)) {
            case 0, 1 -> {
                ManifestDraft image = draft().needing(any(blobs), any(blobs)).tagged(name);
                drafts.add(image);
                put(APP, image);
            }
            case 2 -> {
                List<Digest> there = new ArrayList<>();
                for (ManifestDraft each : drafts) {
                    if (isStored(APP, each.digest())) {
                        there.add(each.digest());
                    }
                }
                if (!there.isEmpty()) {
                    ManifestDraft index =
                            draft().listing(any(there), any(there)).tagged(name);
                    drafts.add(index);
                    put(APP, index);
                }
            }
            case 3 -> store.tags().delete(APP, tag(name));
            default -> {
                if (!drafts.isEmpty()) {
                    store.manifests()
                            .delete(
                                    APP,
                                    drafts.get(generated.below(drafts.size())).digest());
                }
            }
        }
    }

    private Digest any(List<Digest> digests) {
        return digests.get(generated.below(digests.size()));
    }

    private long byHand(List<ManifestDraft> drafts) throws StoreException {
        Set<Digest> layers = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            Optional<Digest> named = named(APP, "t" + i);
            if (named.isPresent()) {
                collect(named.get(), drafts, layers);
            }
        }
        return size(APP, layers.toArray(Digest[]::new));
    }

    private static void collect(Digest digest, List<ManifestDraft> drafts, Set<Digest> layers) {
        Optional<ManifestDraft> manifest =
                drafts.stream().filter(each -> each.digest().equals(digest)).findFirst();
        manifest.ifPresentOrElse(
                each -> each.build().references().forEach(child -> collect(child.digest(), drafts, layers)),
                () -> layers.add(digest));
    }

    private List<String> below(PageRequest page) throws StoreException {
        return store.insights().tagged(TEAM, page).items().stream()
                .map(each -> each.name().value())
                .toList();
    }

    private static TagQuery first() {
        return TagQuery.first(100, Order.NAME, false);
    }

    private List<TagDetails> tags(TagQuery query) throws StoreException {
        return store.insights().tags().page(APP, query).orElseThrow().items();
    }

    private static Tag tag(String name) {
        return new Tag(name);
    }

    private long size(RepositoryName repository, Digest... blobs) throws StoreException {
        long sum = 0;
        for (Digest blob : blobs) {
            sum += store.blobLinks().find(repository, blob).orElseThrow().size();
        }
        return sum;
    }
}
