package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.model.TagQuery.Side;
import dev.berth.registry.model.TagQuery.Start;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.PlatformDocument;
import dev.berth.registry.spi.insight.PlatformDocument.OfImage;
import dev.berth.registry.spi.insight.PlatformDocument.OfIndex;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.StoredBlob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tags in every order, forwards and backwards, and filtered. */
abstract class TagQueryClaims extends MetadataClaims {
    private static final List<String> NAMES = List.of("0", "1.0", "1.0-rc", "A", "a", "a_b", "ab", "b");

    @BeforeEach
    void setTags() throws Exception {
        for (int i = 0; i < NAMES.size(); i++) {
            put(
                    APP,
                    draft().tagged(NAMES.get((i * 3) % NAMES.size()))
                            .of(i % 3 == 0 ? ArtifactKind.IMAGE : ArtifactKind.SBOM));
            if (i % 3 != 0) {
                clock.advance(Duration.ofNanos(1_000));
            }
        }
        clock.advance(Duration.ofSeconds(1));
        put(APP, draft().tagged("A"));
    }

    @Test
    void everyPartHasItsNeighbours() throws Exception {
        for (Order order : Order.values()) {
            for (boolean descending : List.of(false, true)) {
                for (int limit = 1; limit <= NAMES.size(); limit++) {
                    pageThrough(TagQuery.first(limit, order, descending));
                }
            }
        }
    }

    @Test
    void manifestsAreSignedByReferrersAndByTags() throws Exception {
        Digest byReferrer = put(APP, draft().tagged("a"));
        Digest byTag = put(APP, draft().tagged("b"));
        Digest unsigned = put(APP, draft().tagged("c"));
        put(APP, draft().of(ArtifactKind.SIGNATURE).about(byReferrer));
        put(APP, draft().of(ArtifactKind.SBOM).about(unsigned));
        put(APP, draft().tagged(byTag.toString().replace(':', '-') + ".sig"));
        List<Digest> asked = List.of(byReferrer, byTag, unsigned, anyDigest(), byTag);

        assertThat(store.insights().tags().signed(APP, asked)).containsExactlyInAnyOrder(byReferrer, byTag);
        assertThat(store.insights().tags().signed(OTHER, asked)).isEmpty();
        assertThat(store.insights().tags().signed(APP, List.of())).isEmpty();
    }

    @Test
    void imagesHaveTheirConfigsAndIndexesTheirBytes() throws Exception {
        Digest config = blob(PlatformDocument.LONGEST_CONFIG);
        Digest image = put(APP, draft().configured(config).tagged("a"));
        Digest huge = put(APP, draft().configured(blob(PlatformDocument.LONGEST_CONFIG + 1)));
        Digest index = put(APP, draft().listing(image).tagged("b"));
        List<Digest> asked = List.of(image, huge, index, anyDigest());

        List<PlatformDocument> found =
                store.insights().tags().platformDocuments(APP, asked, Set.of(ManifestDraft.CONFIG));
        StoredBlob stored = store.blobLinks().find(APP, config).orElseThrow();
        assertThat(found)
                .containsExactlyInAnyOrder(
                        new OfImage(image, stored.key(), (int) stored.size()),
                        new OfIndex(
                                store.manifests().find(APP, index).orElseThrow().manifest()));
        assertThat(store.insights().tags().platformDocuments(APP, asked, Set.of()))
                .extracting(PlatformDocument::manifest)
                .containsExactly(index);
        assertThat(store.insights().tags().platformDocuments(OTHER, asked, Set.of()))
                .isEmpty();
    }

    private Digest blob(long size) throws StoreException {
        Digest digest = anyDigest();
        StorageKey key = new StorageKey("config-" + size);
        store.uploads().finish(new FinishedUpload(APP, Optional.empty(), digest, size, key, List.of()));
        return digest;
    }

    @Test
    void referrersOfAPageAreFoundTogether() throws Exception {
        Digest one = put(APP, draft().tagged("a"));
        Digest other = put(APP, draft().tagged("b"));
        List<Digest> ofOne = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ofOne.add(put(APP, draft().about(one).ofType("application/x" + i)));
        }
        ofOne.sort(Comparator.naturalOrder());
        Digest ofOther = put(APP, draft().about(other).ofType("application/x0"));
        List<Digest> asked = List.of(one, other, ofOther);

        Map<Digest, List<Descriptor>> all = referrers(asked, Set.of(), 10);
        assertThat(all).containsOnlyKeys(one, other);
        assertThat(all.get(one)).extracting(Descriptor::digest).containsExactlyElementsOf(ofOne);
        assertThat(referrers(asked, Set.of(), 2).get(one))
                .extracting(Descriptor::digest)
                .containsExactlyElementsOf(ofOne.subList(0, 2));
        assertThat(referrers(asked, Set.of(new MediaType("application/x1")), 10))
                .containsOnlyKeys(one);
        assertThat(referrers(List.of(), Set.of(), 10)).isEmpty();
    }

    private Map<Digest, List<Descriptor>> referrers(List<Digest> subjects, Set<MediaType> types, int most)
            throws StoreException {
        return store.insights().tags().referrers(APP, subjects, types, most);
    }

    private void pageThrough(TagQuery query) throws StoreException {
        List<TagDetails> all = sorted(query);
        List<TagDetails> forwards = new ArrayList<>();
        Slice<TagDetails> part = tags(query);
        assertThat(part.preceded()).isFalse();
        forwards.addAll(part.items());
        while (part.more()) {
            part = tags(query.from(at(Side.AFTER, part.items().get(part.items().size() - 1), query)));
            assertThat(part.preceded()).isTrue();
            forwards.addAll(part.items());
        }
        assertThat(forwards).isEqualTo(all);
        List<TagDetails> backwards = new ArrayList<>(part.items());
        while (part.preceded()) {
            part = tags(query.from(at(Side.BEFORE, part.items().get(0), query)));
            assertThat(part.more()).isTrue();
            backwards.addAll(0, part.items());
        }
        assertThat(backwards).isEqualTo(all);
    }

    private static Start at(Side side, TagDetails tag, TagQuery query) {
        Optional<Instant> published = Optional.of(tag.published()).filter(any -> query.order() == Order.PUBLISHED);
        Optional<ArtifactKind> kind = Optional.of(tag.kind()).filter(any -> query.order() == Order.KIND);
        return new Start(side, tag.tag().value(), published, kind);
    }

    private List<TagDetails> sorted(TagQuery query) throws StoreException {
        List<TagDetails> all =
                new ArrayList<>(tags(TagQuery.first(100, Order.NAME, false)).items());
        if (query.order() == Order.PUBLISHED) {
            all.sort(Comparator.comparing(TagDetails::published).thenComparing(TagDetails::tag));
        }
        if (query.order() == Order.KIND) {
            all.sort(Comparator.comparing(TagDetails::kind).thenComparing(TagDetails::tag));
        }
        if (query.descending()) {
            Collections.reverse(all);
        }
        return all;
    }

    @Test
    void aStartNeedsNoTag() throws Exception {
        TagQuery byName = TagQuery.first(2, Order.NAME, false);

        assertThat(names(byName.from(new Start(Side.AFTER, "1.0-", Optional.empty()))))
                .containsExactly("1.0-rc", "A");
        assertThat(names(byName.from(new Start(Side.BEFORE, "1.0-", Optional.empty()))))
                .containsExactly("0", "1.0");
        assertThat(names(byName.from(new Start(Side.AFTER, "z\u00e9", Optional.empty()))))
                .isEmpty();
        assertThat(names(byName.from(new Start(Side.BEFORE, "\0", Optional.empty()))))
                .isEmpty();
        assertThat(tags(byName.from(new Start(Side.AFTER, "z", Optional.empty()))))
                .isEqualTo(new Slice<TagDetails>(List.of(), true, false));
        assertThat(tags(byName.from(new Start(Side.BEFORE, "!", Optional.empty()))))
                .isEqualTo(new Slice<TagDetails>(List.of(), false, true));
    }

    @Test
    void filtersAreLiteral() throws Exception {
        TagQuery all = TagQuery.first(10, Order.NAME, false);

        assertThat(names(all.containing("_"))).containsExactly("a_b");
        assertThat(names(all.containing("%"))).isEmpty();
        assertThat(names(all.containing("b"))).containsExactly("a_b", "ab", "b");
        assertThat(names(all.containing("\0"))).isEmpty();
        assertThat(names(all.only(new Tag("a")))).containsExactly("a");
        assertThat(names(all.only(new Tag("c")))).isEmpty();
        Slice<TagDetails> first = tags(TagQuery.first(2, Order.NAME, true).containing("b"));
        assertThat(first.items()).extracting(tag -> tag.tag().value()).containsExactly("b", "ab");
        assertThat(first.more()).isTrue();
        assertThat(tags(TagQuery.first(2, Order.NAME, false)
                                .containing("_")
                                .from(new Start(Side.AFTER, "Z", Optional.empty())))
                        .preceded())
                .isFalse();
    }

    @Test
    void tagsOfAKindAreListed() throws Exception {
        TagQuery images = TagQuery.first(2, Order.NAME, false).of(ArtifactKind.IMAGE);
        List<TagDetails> all = tags(TagQuery.first(100, Order.NAME, false)).items();
        List<TagDetails> expected = all.stream()
                .filter(tag -> tag.kind().equals(ArtifactKind.IMAGE))
                .toList();

        List<TagDetails> read = new ArrayList<>(tags(images).items());
        read.addAll(tags(images.from(at(Side.AFTER, read.get(1), images))).items());

        assertThat(expected).hasSizeBetween(2, 4);
        assertThat(read).isEqualTo(expected);
        assertThat(names(TagQuery.first(9, Order.KIND, true).of(ArtifactKind.WASM)))
                .isEmpty();
    }

    @Test
    void aTagThatWasSetAgainHasBothTimes() throws Exception {
        TagDetails again =
                tags(TagQuery.first(1, Order.PUBLISHED, true)).items().get(0);

        assertThat(again.tag().value()).isEqualTo("A");
        assertThat(again.updated()).isAfter(again.created());
        assertThat(again.published()).isEqualTo(again.updated());
    }

    private List<String> names(TagQuery query) throws StoreException {
        return tags(query).items().stream().map(tag -> tag.tag().value()).toList();
    }

    private Slice<TagDetails> tags(TagQuery query) throws StoreException {
        return store.insights().tags().page(APP, query).orElseThrow();
    }
}
