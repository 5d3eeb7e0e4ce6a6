package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.Race;
import dev.berth.registry.model.DayUsage;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryUsage;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.UsageBatch;
import dev.berth.registry.spi.insight.UsageBatch.Count;
import dev.berth.registry.spi.insight.UsageItem;
import dev.berth.registry.spi.insight.UsageItem.OfManifest;
import dev.berth.registry.spi.insight.UsageItem.OfRepository;
import dev.berth.registry.spi.insight.UsageItem.OfTag;
import dev.berth.registry.spi.insight.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Pulls and pushes, added by several nodes. */
public abstract class UsageClaims extends MetadataClaims {
    private static final UUID NODE = new UUID(1, 1);
    private static final UsageItem WHOLE = new OfRepository();

    @Test
    void countsOfNodesAddUp() throws Exception {
        Digest image = put(APP, draft().tagged("v1"));
        Instant now = clock.instant();
        assertThat(usage().add(batch(NODE, 1, pulls(APP, WHOLE, 3), pulls(APP, new OfManifest(image), 2))))
                .isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(usage().add(batch(new UUID(1, 2), 1, pulls(APP, WHOLE, 4)))).isTrue();

        assertThat(find(APP, WHOLE))
                .isEqualTo(
                        new Usage(7, 0, Optional.of(clock.instant()), Optional.empty(), Optional.of(clock.instant())));
        assertThat(find(APP, new OfManifest(image)))
                .isEqualTo(new Usage(2, 1, Optional.of(now), Optional.of(now), Optional.of(now)));
        assertThat(usage().find(APP, List.of(new OfTag(new Tag("other")))).orElseThrow())
                .isEmpty();
        assertThat(usage().find(OTHER, List.of(WHOLE))).isEmpty();
    }

    @Test
    void pushesOfTagsAndManifestsAreCountedWhenTheyAreStored() throws Exception {
        ManifestDraft draft = draft().tagged("v1");
        Digest image = put(APP, draft);
        clock.advance(Duration.ofMinutes(1));
        put(APP, draft);
        Optional<Instant> now = Optional.of(clock.instant());
        Usage twice = new Usage(0, 2, Optional.empty(), now, Optional.empty());
        clock.advance(Duration.ofMinutes(1));
        store.manifests().touch(APP, image);

        assertThat(find(APP, new OfManifest(image))).isEqualTo(twice);
        assertThat(find(APP, new OfTag(new Tag("v1")))).isEqualTo(twice);
        assertThat(usage().find(APP, List.of(WHOLE)).orElseThrow()).isEmpty();

        store.tags().delete(APP, new Tag("v1"));
        assertThat(usage().find(APP, List.of(new OfTag(new Tag("v1")))).orElseThrow())
                .isEmpty();
        put(APP, draft().tagged("v1"));
        assertThat(find(APP, new OfTag(new Tag("v1"))).pushes()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> push(APP, new OfTag(new Tag("v1"))));
    }

    @Test
    void theFirstRecordedDayIsKnown() throws Exception {
        assertThat(usage().recordedSince()).isEmpty();
        put(APP, draft());
        usage().add(batch(NODE, 1, pulls(APP, WHOLE, 1)));
        LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        clock.advance(Duration.ofDays(2));
        usage().add(batch(NODE, 2, pulls(APP, WHOLE, 1)));

        assertThat(usage().recordedSince()).contains(first);
        usage().expire(first.plusDays(1), 100);
        assertThat(usage().recordedSince()).contains(first.plusDays(2));
    }

    @Test
    void aBatchIsAddedOnce() throws Exception {
        put(APP, draft());
        UsageBatch batch = batch(NODE, 5, pulls(APP, WHOLE, 3));

        assertThat(usage().add(batch)).isTrue();
        assertThat(usage().add(batch)).isFalse();
        assertThat(usage().add(batch(NODE, 4, pulls(APP, WHOLE, 3)))).isFalse();
        assertThat(usage().add(batch(NODE, 6, pulls(APP, WHOLE, 1), pulls(OTHER, WHOLE, 1))))
                .isTrue();

        assertThat(find(APP, WHOLE).pulls()).isEqualTo(4);
    }

    @Test
    void nodesAddAtTheSameTime() throws Exception {
        put(APP, draft());
        put(OTHER, draft());
        List<Callable<Boolean>> steps = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            UUID node = new UUID(2, i);
            boolean forwards = i % 2 == 0;
            steps.add(() -> {
                for (int number = 1; number <= 10; number++) {
                    usage().add(
                                    forwards
                                            ? batch(node, number, pulls(APP, WHOLE, 1), pulls(OTHER, WHOLE, 1))
                                            : batch(node, number, pulls(OTHER, WHOLE, 1), pulls(APP, WHOLE, 1)));
                }
                return true;
            });
        }
        Race.between(steps);

        assertThat(find(APP, WHOLE).pulls()).isEqualTo(40);
        assertThat(find(OTHER, WHOLE).pulls()).isEqualTo(40);
    }

    @Test
    void daysAreCountedForTheRepository() throws Exception {
        put(APP, draft());
        LocalDate first = today();
        usage().add(batch(NODE, 1, pulls(APP, WHOLE, 2), pulls(APP, new OfTag(new Tag("v1")), 2)));
        clock.advance(Duration.ofDays(1));
        usage().add(batch(NODE, 2, pulls(APP, WHOLE, 1)));
        usage().add(batch(NODE, 3, push(APP, WHOLE)));

        assertThat(usage().days(APP, first, first.plusDays(5)))
                .contains(List.of(new DayUsage(first, 2, 0), new DayUsage(first.plusDays(1), 1, 1)));
        assertThat(usage().days(APP, first.plusDays(1), first.plusDays(1)).orElseThrow())
                .hasSize(1);
        assertThat(usage().days(APP, first.plusDays(9), first)).contains(List.of());
        assertThat(usage().days(OTHER, first, first)).isEmpty();
    }

    @Test
    void theMostPulledAreFirst() throws Exception {
        put(APP, draft());
        put(OTHER, draft());
        put(new RepositoryName("unused"), draft());
        usage().add(batch(NODE, 1, pulls(APP, WHOLE, 5), pulls(OTHER, WHOLE, 1)));
        clock.advance(Duration.ofDays(2));
        usage().add(batch(NODE, 2, pulls(OTHER, WHOLE, 2)));

        assertThat(usage().mostPulled(today().minusDays(2), 10))
                .containsExactly(new RepositoryUsage(APP, 5, 0), new RepositoryUsage(OTHER, 3, 0));
        assertThat(usage().mostPulled(today().minusDays(1), 10)).containsExactly(new RepositoryUsage(OTHER, 2, 0));
        assertThat(usage().mostPulled(today().minusDays(2), 1)).hasSize(1);
    }

    @Test
    void unusedTagsAreFound() throws Exception {
        assertThat(usage().unusedTags(APP, clock.instant(), ALL)).isEmpty();
        put(APP, draft().tagged("never", "pulled", "recently"));
        clock.advance(Duration.ofDays(1));
        usage().add(batch(NODE, 1, pulls(APP, new OfTag(new Tag("pulled")), 1)));
        clock.advance(Duration.ofDays(9));
        usage().add(batch(NODE, 2, pulls(APP, new OfTag(new Tag("recently")), 1)));
        put(APP, draft().tagged("new"));
        clock.advance(Duration.ofDays(1));

        Instant since = clock.instant().minus(Duration.ofDays(5));
        assertThat(unused(since, ALL)).containsExactly("never", "pulled");
        assertThat(unused(since, PageRequest.first(1))).containsExactly("never");
        assertThat(unused(since, PageRequest.after("never", 1))).containsExactly("pulled");
        assertThat(unused(clock.instant().minus(Duration.ofDays(20)), ALL)).isEmpty();
        assertThat(unused(clock.instant(), ALL)).containsExactly("never", "new", "pulled", "recently");
    }

    private List<String> unused(Instant since, PageRequest page) throws StoreException {
        return texts(usage().unusedTags(APP, since, page).orElseThrow());
    }

    /** Nodes count by name, and add their counts later. */
    @Test
    void usageThatWasCountedBeforeARenameIsAddedToTheRenamedRepository() throws Exception {
        RepositoryName below = new RepositoryName(APP + "/below");
        RepositoryName to = new RepositoryName("team/renamed");
        put(APP, draft());
        put(below, draft());
        store.repositories().rename(new Rename(APP, to, "ann"), clock.instant().plusSeconds(60), List.of());

        assertThat(usage().add(batch(NODE, 1, pulls(APP, WHOLE, 3), pulls(below, WHOLE, 2))))
                .isTrue();
        assertThat(usage().add(batch(NODE, 2, pulls(to, WHOLE, 4), pulls(OTHER, WHOLE, 1))))
                .isTrue();

        assertThat(find(to, WHOLE).pulls()).isEqualTo(7);
        assertThat(find(new RepositoryName(to + "/below"), WHOLE).pulls()).isEqualTo(2);
    }

    @Test
    void usageIsRenamedWithTheRepository() throws Exception {
        put(APP, draft());
        usage().add(batch(NODE, 1, pulls(APP, WHOLE, 5)));
        RepositoryName moved = new RepositoryName("team/moved");
        store.repositories()
                .rename(new Rename(APP, moved, "test"), clock.instant().plusSeconds(60), List.of());

        assertThat(find(moved, WHOLE).pulls()).isEqualTo(5);
        assertThat(usage().find(APP, List.of(WHOLE))).isEmpty();
    }

    @Test
    void oldUsageEnds() throws Exception {
        Digest image = put(APP, draft().tagged("kept", "gone"));
        Digest deleted = put(APP, draft());
        usage().add(batch(
                NODE,
                1,
                pulls(APP, WHOLE, 1),
                pulls(APP, new OfTag(new Tag("kept")), 1),
                pulls(APP, new OfTag(new Tag("gone")), 1),
                pulls(APP, new OfManifest(image), 1),
                pulls(APP, new OfManifest(deleted), 1)));
        store.tags().delete(APP, new Tag("gone"));
        store.manifests().delete(APP, deleted);

        assertThat(usage().expire(today(), 100)).isZero();
        assertThat(usage().expire(today().plusDays(1), 100)).isEqualTo(3);

        assertThat(usage().days(APP, today(), today()).orElseThrow()).isEmpty();
        assertThat(find(APP, WHOLE).pulls()).isEqualTo(1);
        Map<UsageItem, Usage> left = usage().find(
                        APP,
                        List.of(
                                new OfTag(new Tag("kept")),
                                new OfTag(new Tag("gone")),
                                new OfManifest(image),
                                new OfManifest(deleted)))
                .orElseThrow();
        assertThat(left).containsOnlyKeys(new OfTag(new Tag("kept")), new OfManifest(image));
    }

    private UsageStore usage() {
        return store.insights().usage();
    }

    private Usage find(RepositoryName repository, UsageItem item) throws StoreException {
        return Objects.requireNonNull(
                usage().find(repository, List.of(item)).orElseThrow().get(item));
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static UsageBatch batch(UUID node, long number, Count... counts) {
        return new UsageBatch(node, number, List.of(counts));
    }

    private Count pulls(RepositoryName repository, UsageItem item, long pulls) {
        Optional<Instant> now = Optional.of(clock.instant());
        return new Count(repository, item, today(), new Usage(pulls, 0, now, Optional.empty(), now));
    }

    private Count push(RepositoryName repository, UsageItem item) {
        Usage usage = new Usage(0, 1, Optional.empty(), Optional.of(clock.instant()), Optional.empty());
        return new Count(repository, item, today(), usage);
    }
}
