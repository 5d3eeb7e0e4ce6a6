package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.Race;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SelectedTag;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagPattern;
import dev.berth.registry.model.TagSelection;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.UsageBatch;
import dev.berth.registry.spi.insight.UsageBatch.Count;
import dev.berth.registry.spi.insight.UsageItem.OfTag;
import dev.berth.registry.spi.metadata.TagRemoval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tags that are selected by their names and times, and deleted together. */
public abstract class TagSelectionClaims extends MetadataClaims {
    private static final UUID NODE = new UUID(2, 2);
    private long batches;

    private static final List<String> NAMES =
            List.of("1.0", "1.0-rc", "1_0", "1x0", "A", "a", "a_b", "axb", "latest", "pr-1", "pr-10", "pr-2");

    @Test
    void anUnknownRepositoryHasNothingToSelect() throws Exception {
        assertThat(store.tags().select(APP, TagSelection.ALL, ALL)).isEmpty();
        assertThat(store.tags().count(APP, TagSelection.ALL)).isZero();
        newBlob(APP);
        assertThat(selected(TagSelection.ALL)).isEmpty();
    }

    @Test
    void patternsSelectByNameWithLiteralUnderscores() throws Exception {
        storeAll();
        for (String pattern : List.of(
                "*", "pr-*", "pr-?", "1_0", "1?0", "1.0*", "?", "*_*", "*x*", "*a*t*", "a", "none", "**", "?*?*?*?")) {
            TagPattern parsed = new TagPattern(pattern);
            List<String> expected =
                    NAMES.stream().filter(name -> parsed.matches(new Tag(name))).toList();
            assertThat(selected(TagSelection.ALL.matching(parsed))).as(pattern).isEqualTo(expected);
            List<String> others = new ArrayList<>(NAMES);
            others.removeAll(expected);
            assertThat(selected(TagSelection.ALL.except(parsed)))
                    .as("except " + pattern)
                    .isEqualTo(others);
        }
        assertThat(selected(TagSelection.ALL.matching(new TagPattern("1_0")))).containsExactly("1_0");
        assertThat(selected(TagSelection.ALL.matching(new TagPattern("pr-?")))).containsExactly("pr-1", "pr-2");
    }

    @Test
    void onlyListedTagsAreSelected() throws Exception {
        storeAll();
        TagSelection listed = TagSelection.ALL.among(tags("pr-2", "1_0", "none", "A", "pr-10"));

        assertThat(selected(listed)).containsExactly("1_0", "A", "pr-10", "pr-2");
        assertThat(selected(listed.matching(new TagPattern("pr-*")).except(new TagPattern("*-2"))))
                .containsExactly("pr-10");
        assertThat(selected(listed.sparing(1))).containsExactly("1_0", "A", "pr-10");
        assertThat(selected(TagSelection.ALL.among(Set.of()))).isEmpty();
        Page<SelectedTag> page =
                store.tags().select(APP, listed, PageRequest.after("1_0", 2)).orElseThrow();
        assertThat(page.items()).extracting(each -> each.tag().value()).containsExactly("A", "pr-10");
        assertThat(page.more()).isTrue();
        assertThat(store.tags().select(OTHER, listed, ALL)).isEmpty();
    }

    private static Set<Tag> tags(String... names) {
        return Stream.of(names).map(Tag::new).collect(Collectors.toSet());
    }

    @Test
    void pagesContinueAfterATag() throws Exception {
        storeAll();
        for (int limit = 1; limit <= NAMES.size(); limit++) {
            List<String> found = new ArrayList<>();
            Page<SelectedTag> page = select(PageRequest.first(limit));
            while (page.more()) {
                page.items().forEach(each -> found.add(each.tag().value()));
                page = select(PageRequest.after(found.get(found.size() - 1), limit));
            }
            page.items().forEach(each -> found.add(each.tag().value()));
            assertThat(found).isEqualTo(NAMES);
        }
    }

    @Test
    void ageIsTheTimeSinceATagWasLastSet() throws Exception {
        put(APP, draft().tagged("old", "again"));
        clock.advance(Duration.ofHours(1));
        Instant later = clock.instant();
        put(APP, draft().tagged("again", "new"));

        assertThat(selected(TagSelection.ALL.setBefore(later))).containsExactly("old");
        assertThat(selected(TagSelection.ALL.setBefore(later.plusMillis(1)))).containsExactly("again", "new", "old");
        assertThat(select(ALL).items().get(0).set()).isEqualTo(later);
    }

    @Test
    void theNewestOfTheNamedTagsAreSpared() throws Exception {
        put(APP, draft().tagged("pr-1"));
        clock.advance(Duration.ofHours(1));
        put(APP, draft().tagged("pr-3", "pr-2"));
        clock.advance(Duration.ofHours(1));
        put(APP, draft().tagged("latest", "pr-x"));
        put(APP, draft().tagged("pr-1"));
        TagSelection builds = TagSelection.ALL.matching(new TagPattern("pr-*")).except(new TagPattern("*x"));

        assertThat(selected(builds.sparing(1))).containsExactly("pr-2", "pr-3");
        assertThat(selected(builds.sparing(2))).containsExactly("pr-2");
        assertThat(selected(builds.sparing(3))).isEmpty();
        assertThat(selected(builds.sparing(4))).isEmpty();
        assertThat(selected(builds.sparing(1).setBefore(clock.instant()))).containsExactly("pr-2", "pr-3");
        assertThat(selected(TagSelection.ALL.sparing(3))).containsExactly("pr-2", "pr-3");
    }

    @Test
    void unusedTagsWereNeitherSetNorUsed() throws Exception {
        put(APP, draft().tagged("old", "pulled", "pulled-before", "set"));
        put(OTHER, draft().tagged("old"));
        addUsage(APP, "pulled-before");
        clock.advance(Duration.ofHours(1));
        Instant since = clock.instant();
        addUsage(APP, "pulled");
        addUsage(OTHER, "old");
        put(APP, draft().tagged("set"));

        TagSelection unused = TagSelection.ALL.unusedSince(since);
        assertThat(selected(unused)).containsExactly("old", "pulled-before");
        assertThat(selected(unused.sparing(3))).containsExactly("old");
        assertThat(selected(unused.setBefore(since.minus(Duration.ofHours(1))))).isEmpty();
    }

    private void addUsage(RepositoryName repository, String tag) throws StoreException {
        Usage pull = new Usage(1, 0, Optional.of(clock.instant()), Optional.empty(), Optional.of(clock.instant()));
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        batches++;
        store.insights()
                .usage()
                .add(new UsageBatch(NODE, batches, List.of(new Count(repository, new OfTag(new Tag(tag)), day, pull))));
    }

    /** Of an index with two images one image is tagged, too; one of its layers is needed by another tag. */
    @Test
    void onlyLayersThatNothingElseNeedsAreFreed() throws Exception {
        Digest own = newBlob(APP);
        Digest shared = newBlob(APP);
        Digest mounted = newBlob(APP);
        Digest ofTagged = newBlob(APP);
        assertThat(store.blobLinks().mount(OTHER, APP, mounted)).isTrue();
        Digest image = put(APP, draft().needing(own, shared, mounted));
        Digest tagged = put(APP, draft().needing(ofTagged, own).tagged("image"));
        Digest index = put(APP, draft().listing(image, tagged).tagged("index", "again"));
        put(APP, draft().needing(shared).tagged("other"));

        assertThat(freed(Map.of(index, 1L))).isZero();
        assertThat(freed(Map.of(index, 2L))).isZero();
        assertThat(freed(Map.of(tagged, 1L))).isZero();
        assertThat(freed(Map.of(index, 2L, tagged, 1L))).isEqualTo(size(own) + size(ofTagged));
        assertThat(store.insights().freedBytes().ofTags(OTHER, Map.of(index, 1L)))
                .isZero();
        assertThat(store.insights().freedBytes().ofTags(new RepositoryName("none"), Map.of(index, 1L)))
                .isZero();
        store.tags().delete(APP, new Tag("image"));
        assertThat(freed(Map.of(index, 2L))).isEqualTo(size(own) + size(ofTagged));
    }

    private long freed(Map<Digest, Long> tags) throws StoreException {
        return store.insights().freedBytes().ofTags(APP, tags);
    }

    private long size(Digest blob) throws StoreException {
        return store.blobLinks().find(APP, blob).orElseThrow().size();
    }

    @Test
    void deletesTogetherWhatIsAsItWasSelected() throws Exception {
        Digest kept = put(APP, draft().tagged("a", "b", "c", "other"));
        List<SelectedTag> selected = select(ALL).items().subList(0, 3);
        clock.advance(Duration.ofSeconds(1));
        put(APP, draft().tagged("b"));

        assertThat(delete(selected)).containsExactlyInAnyOrder(new Tag("a"), new Tag("c"));

        assertThat(selected(TagSelection.ALL)).containsExactly("b", "other");
        assertThat(isStored(APP, kept)).isTrue();
        assertThat(delete(selected)).isEmpty();
        assertThat(store.tags().delete(OTHER, removals(selected))).isEmpty();
        assertThat(store.insights().sizes().size(APP)).isPresent();
    }

    @Test
    void sizesFollowWhatIsDeleted() throws Exception {
        Digest layer = newBlob(APP);
        put(APP, draft().needing(layer).tagged("a", "b", "c"));
        assertThat(store.insights().sizes().size(APP).orElseThrow()).isPositive();

        delete(select(ALL).items());

        assertThat(store.insights().sizes().size(APP)).hasValue(0);
        assertConsistent();
    }

    @Test
    void aTagThatIsSetMeanwhileNamesItsNewManifest() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            put(APP, draft().tagged("a", "b"));
            List<SelectedTag> selected = select(ALL).items();
            clock.advance(Duration.ofSeconds(1));
            ManifestDraft fresh = draft().tagged("b", "a");

            Race.between(List.of(
                    () -> store.manifests().put(APP, fresh.build()), () -> delete(selected), () -> delete(selected)));

            assertThat(named(APP, "a")).hasValue(fresh.digest());
            assertThat(named(APP, "b")).hasValue(fresh.digest());
        }
        assertConsistent();
    }

    private void assertConsistent() throws StoreException {
        for (Breach.Invariant invariant : Breach.Invariant.values()) {
            assertThat(store.audit().breaches(invariant, 10)).isEmpty();
        }
    }

    private void storeAll() throws StoreException {
        for (int i = 0; i < NAMES.size(); i++) {
            put(APP, draft().tagged(NAMES.get((i * 5) % NAMES.size())));
        }
    }

    private Page<SelectedTag> select(PageRequest page) throws StoreException {
        return store.tags().select(APP, TagSelection.ALL, page).orElseThrow();
    }

    private List<String> selected(TagSelection selection) throws StoreException {
        Optional<Page<SelectedTag>> page = store.tags().select(APP, selection, ALL);
        List<String> names = page.orElseThrow().items().stream()
                .map(each -> each.tag().value())
                .toList();
        assertThat(store.tags().count(APP, selection)).isEqualTo(names.size());
        return names;
    }

    private Set<Tag> delete(List<SelectedTag> selected) throws StoreException {
        return store.tags().delete(APP, removals(selected));
    }

    private static List<TagRemoval> removals(List<SelectedTag> selected) {
        return selected.stream().map(each -> new TagRemoval(each, List.of())).toList();
    }
}
