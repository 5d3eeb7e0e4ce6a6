package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.FoundTags;
import dev.berth.registry.model.FoundTags.FoundTag;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagSearch;
import dev.berth.registry.model.TagSearch.Annotation;
import dev.berth.registry.model.TagSearch.Position;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.UsageBatch;
import dev.berth.registry.spi.insight.UsageBatch.Count;
import dev.berth.registry.spi.insight.UsageItem.OfTag;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Search across repositories. */
public abstract class SearchClaims extends MetadataClaims {
    private static final RepositoryName BELOW = new RepositoryName("team/app/web");

    /** Fills the store; returns the digest of its chart. */
    private Digest fill() throws StoreException {
        put(APP, draft().tagged("v1", "v2", "latest"));
        Digest chart = put(
                BELOW,
                draft().tagged("v1")
                        .of(ArtifactKind.HELM_CHART)
                        .annotated(Map.of("author", "me", "title", "x".repeat(9_000))));
        put(OTHER, draft().tagged("a_b", "a.b", "v1-latest").annotated(Map.of("author", "you")));
        put(new RepositoryName("z"), draft().tagged("V1"));
        return chart;
    }

    @Test
    void allTagsAreInOrder() throws Exception {
        assertThat(store.insights().search().tags(TagSearch.all(10)))
                .isEqualTo(new FoundTags(List.of(), Optional.empty()));
        Digest chart = fill();

        FoundTags all = store.insights().search().tags(TagSearch.all(100));
        assertThat(names(all))
                .containsExactly(
                        "team/app:latest",
                        "team/app:v1",
                        "team/app:v2",
                        "team/app/web:v1",
                        "team/other:a.b",
                        "team/other:a_b",
                        "team/other:v1-latest",
                        "z:V1");
        assertThat(all.items())
                .contains(new FoundTag(BELOW, new Tag("v1"), chart, ArtifactKind.HELM_CHART, clock.instant()));
        for (int limit = 1; limit <= 9; limit++) {
            assertThat(pages(TagSearch.all(limit))).isEqualTo(names(all));
        }
    }

    @Test
    void partsOfNamesAreLiteral() throws Exception {
        fill();

        assertThat(pages(TagSearch.all(2).named("v1")))
                .containsExactly("team/app:v1", "team/app/web:v1", "team/other:v1-latest");
        assertThat(pages(TagSearch.all(1).named("latest"))).containsExactly("team/app:latest", "team/other:v1-latest");
        assertThat(pages(TagSearch.all(1).named("_"))).containsExactly("team/other:a_b");
        assertThat(pages(TagSearch.all(1).named("%"))).isEmpty();
        assertThat(pages(TagSearch.all(1).named("a\\_b"))).isEmpty();
        assertThat(pages(TagSearch.all(1).named("a_b"))).containsExactly("team/other:a_b");
        assertThat(pages(TagSearch.all(1).named("\0"))).isEmpty();
        assertThat(pages(TagSearch.all(1).inRepositories("p/w"))).containsExactly("team/app/web:v1");
        assertThat(pages(TagSearch.all(1).inRepositories("\u00e9"))).isEmpty();
        assertThat(pages(TagSearch.all(5).inRepositories("other").named("late")))
                .containsExactly("team/other:v1-latest");
    }

    @Test
    void kindsAndAnnotationsAreFound() throws Exception {
        fill();

        assertThat(pages(TagSearch.all(1).of(ArtifactKind.HELM_CHART))).containsExactly("team/app/web:v1");
        assertThat(pages(TagSearch.all(1).of(ArtifactKind.SBOM))).isEmpty();
        assertThat(pages(TagSearch.all(1).annotated(new Annotation("author", Optional.empty()))))
                .containsExactly("team/app/web:v1", "team/other:a.b", "team/other:a_b", "team/other:v1-latest");
        assertThat(pages(TagSearch.all(1).annotated(new Annotation("author", Optional.of("me")))))
                .containsExactly("team/app/web:v1");
        assertThat(pages(TagSearch.all(1).annotated(new Annotation("title", Optional.of("x".repeat(9_000))))))
                .containsExactly("team/app/web:v1");
        assertThat(pages(TagSearch.all(1).annotated(new Annotation("authorm", Optional.of("e")))))
                .isEmpty();
        TagSearch everything = TagSearch.all(1)
                .of(ArtifactKind.OTHER)
                .annotated(new Annotation("author", Optional.empty()))
                .named("atest")
                .inRepositories("team");
        assertThat(pages(everything)).containsExactly("team/other:v1-latest");
    }

    @Test
    void aPositionNeedsNoTag() throws Exception {
        fill();

        assertThat(names(store.insights().search().tags(TagSearch.all(2).from(new Position("team/app", "u")))))
                .containsExactly("team/app:v1", "team/app:v2");
        assertThat(names(store.insights().search().tags(TagSearch.all(9).from(new Position("team/p", "\0")))))
                .containsExactly("z:V1");
    }

    @Test
    void tagsAreFoundAtAndBelowAPath() throws Exception {
        fill();
        put(new RepositoryName("team/app-x"), draft().tagged("v1"));
        put(new RepositoryName("team/app.x"), draft().tagged("v1"));

        for (int limit = 1; limit <= 5; limit++) {
            assertThat(pages(TagSearch.all(limit).below(APP)))
                    .containsExactly("team/app:latest", "team/app:v1", "team/app:v2", "team/app/web:v1");
        }
        assertThat(pages(TagSearch.all(1).below(BELOW))).containsExactly("team/app/web:v1");
        assertThat(pages(TagSearch.all(1).below(APP).named("v1"))).containsExactly("team/app:v1", "team/app/web:v1");
        assertThat(pages(TagSearch.all(1).below(APP).of(ArtifactKind.HELM_CHART)))
                .containsExactly("team/app/web:v1");
        assertThat(pages(TagSearch.all(1).below(APP).annotated(new Annotation("author", Optional.empty()))))
                .containsExactly("team/app/web:v1");
        assertThat(pages(TagSearch.all(1).below(new RepositoryName("tea")))).isEmpty();
        assertThat(pages(TagSearch.all(1).below(APP).from(new Position("zz", ""))))
                .isEmpty();
    }

    @Test
    void unusedTagsWereNeitherSetNorUsed() throws Exception {
        fill();
        clock.advance(Duration.ofHours(1));
        Instant since = clock.instant();
        Usage pull = new Usage(1, 0, Optional.of(since), Optional.empty(), Optional.of(since));
        LocalDate day = LocalDate.ofInstant(since, ZoneOffset.UTC);
        store.insights()
                .usage()
                .add(new UsageBatch(new UUID(3, 3), 1, List.of(new Count(APP, new OfTag(new Tag("v1")), day, pull))));
        put(APP, draft().tagged("v2", "v3"));
        TagSearch unused = TagSearch.all(1).unusedSince(since);

        assertThat(pages(unused.below(APP))).containsExactly("team/app:latest", "team/app/web:v1");
        assertThat(pages(unused.named("v1"))).containsExactly("team/app/web:v1", "team/other:v1-latest");
        assertThat(pages(unused.named("late"))).containsExactly("team/app:latest", "team/other:v1-latest");
        assertThat(pages(unused.of(ArtifactKind.HELM_CHART))).containsExactly("team/app/web:v1");
        assertThat(pages(unused.annotated(new Annotation("author", Optional.of("you")))))
                .containsExactly("team/other:a.b", "team/other:a_b", "team/other:v1-latest");
        assertThat(pages(TagSearch.all(1).unusedSince(since.plusMillis(1)).below(APP)))
                .containsExactly("team/app:latest", "team/app:v1", "team/app:v2", "team/app:v3", "team/app/web:v1");
    }

    /** More than are read at once, of which few match and those are far apart. */
    @Test
    void fewAmongManyAreFound() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int r = 0; r < 3; r++) {
            RepositoryName repository = new RepositoryName("r" + r);
            for (int batch = 0; batch < 10; batch++) {
                List<String> names = new ArrayList<>();
                for (int i = 0; i < 80; i++) {
                    names.add("build-" + (1_000 + batch * 80 + i));
                }
                put(repository, draft().tagged(names.toArray(String[]::new)));
            }
            put(repository, draft().tagged("s-special-1", "s-special-2").annotated(Map.of("k", "v")));
            expected.add(repository + ":s-special-1");
            expected.add(repository + ":s-special-2");
        }

        assertThat(pages(TagSearch.all(4).named("special"))).isEqualTo(expected);
        assertThat(pages(TagSearch.all(4).named("s-s"))).isEqualTo(expected);
        assertThat(pages(TagSearch.all(4).named("sp"))).isEqualTo(expected);
        assertThat(pages(TagSearch.all(4).annotated(new Annotation("k", Optional.of("v")))))
                .isEqualTo(expected);
    }

    @Test
    void repositoriesAndHoldersAreFound() throws Exception {
        Digest chart = fill();
        Digest blob = newBlob(APP);
        store.blobLinks().mount(OTHER, APP, blob);

        assertThat(texts(store.insights().search().repositories("app", ALL)))
                .containsExactly("team/app", "team/app/web");
        assertThat(texts(store.insights().search().repositories("%", ALL))).isEmpty();
        assertThat(texts(store.insights().search().repositories("", PageRequest.after("team/app", 1))))
                .containsExactly("team/app/web");
        assertThat(texts(store.insights().search().holders(chart, ALL))).containsExactly("team/app/web");
        assertThat(texts(store.insights().search().holders(blob, PageRequest.first(1))))
                .containsExactly("team/app");
        assertThat(texts(store.insights().search().holders(blob, PageRequest.after("team/app", 1))))
                .containsExactly("team/other");
        assertThat(texts(store.insights().search().holders(anyDigest(), ALL))).isEmpty();
    }

    private List<String> pages(TagSearch search) throws StoreException {
        List<String> found = new ArrayList<>();
        FoundTags page = store.insights().search().tags(search);
        found.addAll(names(page));
        while (page.next().isPresent()) {
            page = store.insights().search().tags(search.from(page.next().get()));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(search.limit());
            found.addAll(names(page));
        }
        return found;
    }

    private static List<String> names(FoundTags found) {
        return found.items().stream()
                .map(tag -> tag.repository() + ":" + tag.tag())
                .toList();
    }
}
