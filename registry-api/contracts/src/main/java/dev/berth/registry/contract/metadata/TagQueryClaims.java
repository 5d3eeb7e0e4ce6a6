package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.model.TagQuery.Side;
import dev.berth.registry.model.TagQuery.Start;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
        return store.insights().tags(APP, query).orElseThrow();
    }
}
