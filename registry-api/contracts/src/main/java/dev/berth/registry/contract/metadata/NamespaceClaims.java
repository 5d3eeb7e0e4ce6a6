package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.NamespaceFigures;
import dev.berth.registry.model.NamespaceFigures.SizedNamespace;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SizePosition;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.NamespaceStore;
import dev.berth.registry.spi.insight.UsageBatch;
import dev.berth.registry.spi.insight.UsageBatch.Count;
import dev.berth.registry.spi.insight.UsageItem.OfRepository;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sizes of namespaces, and the namespaces below a path by size. */
public abstract class NamespaceClaims extends MetadataClaims {
    private static final RepositoryName TEAM = new RepositoryName("team");
    private static final RepositoryName WEB = new RepositoryName("team/app/web");
    private static final RepositoryName SIMILAR = new RepositoryName("team-b");

    private NamespaceStore namespaces() {
        return store.insights().sizes().namespaces();
    }

    @Test
    void aNamespaceCountsSharedLayersOnce() throws Exception {
        assertThat(namespaces().figures(TEAM)).isEmpty();
        Digest shared = newBlob(APP);
        Digest own = newBlob(OTHER);
        store.blobLinks().mount(OTHER, APP, shared);
        put(APP, draft().needing(shared).tagged("v1", "v2"));
        put(OTHER, draft().needing(shared, own).tagged("v1"));
        put(new RepositoryName("teams"), draft().tagged("v1"));

        long once = size(APP, shared) + size(OTHER, own);
        assertThat(namespaces().figures(TEAM))
                .contains(new NamespaceFigures(TEAM, 2, 3, once, once + size(APP, shared)));
        store.tags().delete(APP, new Tag("v2"));
        assertThat(namespaces().figures(TEAM).orElseThrow().tags()).isEqualTo(2);
    }

    @Test
    void pathsOfOneLevelAreInOrderOfTheirSizes() throws Exception {
        assertThat(pages(Optional.empty(), 1)).isEmpty();
        Digest shared = newBlob(APP);
        Digest own = newBlob(WEB);
        Digest large = newBlob(SIMILAR);
        for (RepositoryName repository : List.of(WEB, OTHER)) {
            store.blobLinks().mount(repository, APP, shared);
        }
        put(APP, draft().needing(shared).tagged("v1", "v2"));
        put(WEB, draft().needing(shared, own).tagged("v1"));
        put(OTHER, draft().needing(shared).tagged("v1"));
        put(SIMILAR, draft().needing(large).tagged("v1"));
        put(new RepositoryName("empty"), draft().tagged("v1"));
        long once = size(APP, shared) + size(WEB, own);

        SizedNamespace team = sized(TEAM, false, 3, 4, once, once + 2 * size(APP, shared));
        SizedNamespace similar = sized(SIMILAR, true, 1, 1, size(SIMILAR, large), size(SIMILAR, large));
        SizedNamespace empty = sized(new RepositoryName("empty"), true, 1, 1, 0, 0);
        SizedNamespace app = sized(APP, true, 2, 3, once, once + size(APP, shared));
        SizedNamespace other = sized(OTHER, true, 1, 1, size(OTHER, shared), size(OTHER, shared));
        for (int limit = 1; limit <= 4; limit++) {
            assertThat(pages(Optional.empty(), limit)).containsExactlyElementsOf(sorted(team, similar, empty));
            assertThat(pages(Optional.of(TEAM), limit)).containsExactlyElementsOf(sorted(app, other));
        }
        assertThat(pages(Optional.of(APP), 1)).containsExactly(sized(WEB, true, 1, 1, once, once));
        assertThat(pages(Optional.of(WEB), 1)).isEmpty();
        assertThat(pages(Optional.of(new RepositoryName("tea")), 1)).isEmpty();
    }

    private static SizedNamespace sized(
            RepositoryName path, boolean isRepository, long repositories, long tags, long size, long sum) {
        return new SizedNamespace(
                new NamespaceFigures(path, repositories, tags, size, sum), isRepository, 0, Optional.empty());
    }

    private static List<SizedNamespace> sorted(SizedNamespace... namespaces) {
        return List.of(namespaces).stream()
                .sorted((one, other) -> one.figures().size() == other.figures().size()
                        ? one.path().compareTo(other.path())
                        : Long.compare(other.figures().size(), one.figures().size()))
                .toList();
    }

    /** Changes of one repository show in all paths above it, also when the sizes of these are kept. */
    @Test
    void sizesFollowTheRepositoriesBelow() throws Exception {
        for (int round = 0; round < 3; round++) {
            Digest layer = newBlob(WEB);
            Digest another = newBlob(OTHER);
            put(WEB, draft().needing(layer).tagged("v1"));
            put(OTHER, draft().needing(another).tagged("v1"));
            assertThat(largest(Optional.empty())).isEqualTo(size(WEB, layer) + size(OTHER, another));
            assertThat(namespaces().size(TEAM)).hasValue(size(WEB, layer) + size(OTHER, another));
            store.tags().delete(OTHER, new Tag("v1"));
            assertThat(largest(Optional.empty())).isEqualTo(size(WEB, layer));
            assertThat(largest(Optional.of(TEAM))).isEqualTo(size(WEB, layer));
        }
        store.repositories().delete(WEB, List.of());
        assertThat(largest(Optional.empty())).isZero();
    }

    private long largest(Optional<RepositoryName> below) throws StoreException {
        return namespaces()
                .largest(below, 1, Optional.empty())
                .items()
                .get(0)
                .figures()
                .size();
    }

    @Test
    void useOfTheRepositoriesIsAddedUp() throws Exception {
        put(APP, draft().tagged("v1"));
        put(WEB, draft().tagged("v1"));
        put(SIMILAR, draft().tagged("v1"));
        Usage used = new Usage(
                3, 1, Optional.of(clock.instant()), Optional.of(clock.instant()), Optional.of(clock.instant()));
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        store.insights()
                .usage()
                .add(new UsageBatch(
                        new UUID(4, 4),
                        1,
                        List.of(
                                new Count(APP, new OfRepository(), day, used),
                                new Count(WEB, new OfRepository(), day, used))));

        List<SizedNamespace> found = pages(Optional.empty(), 10);
        assertThat(found).extracting(SizedNamespace::pulls).containsExactly(6L, 0L);
        assertThat(found.get(0).pushed()).contains(clock.instant());
        assertThat(found.get(1).pushed()).isEmpty();
    }

    @Test
    void layersThatNoOtherRepositoryHasAreExclusive() throws Exception {
        Digest inside = newBlob(APP);
        Digest outside = newBlob(APP);
        Digest untagged = newBlob(APP);
        store.blobLinks().mount(WEB, APP, inside);
        store.blobLinks().mount(SIMILAR, APP, outside);
        put(APP, draft().needing(inside, outside).tagged("v1"));
        put(APP, draft().needing(untagged));
        put(WEB, draft().needing(inside).tagged("v1"));
        put(SIMILAR, draft().needing(outside).tagged("v1"));
        largest(Optional.empty());

        assertThat(namespaces().exclusive(List.of(TEAM, APP, WEB, SIMILAR, new RepositoryName("none"))))
                .containsEntry(TEAM, size(APP, inside))
                .containsEntry(APP, size(APP, inside))
                .containsEntry(WEB, 0L)
                .containsEntry(SIMILAR, 0L)
                .containsEntry(new RepositoryName("none"), 0L);
        assertThat(namespaces().exclusive(List.of())).isEmpty();
    }

    private List<SizedNamespace> pages(Optional<RepositoryName> below, int limit) throws StoreException {
        List<SizedNamespace> read = new ArrayList<>();
        Optional<SizePosition> last = Optional.empty();
        Page<SizedNamespace> page;
        do {
            page = namespaces().largest(below, limit, last);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            read.addAll(page.items());
            last = page.items().stream().reduce((one, other) -> other).map(SizedNamespace::position);
        } while (page.more());
        return read;
    }

    private long size(RepositoryName repository, Digest blob) throws StoreException {
        return store.blobLinks().find(repository, blob).orElseThrow().size();
    }
}
