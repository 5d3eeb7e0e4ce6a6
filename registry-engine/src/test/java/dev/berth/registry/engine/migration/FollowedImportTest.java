package dev.berth.registry.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Seed;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.migration.MigrationSweeps;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.BlobStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Imports of a registry in use, and the calls of storage that they cost. */
class FollowedImportTest {
    private static final PageRequest ALL = PageRequest.first(10_000);
    private static final MigrationRequest REQUEST = new MigrationRequest(Steps.ALL, false, "*", 1, false);

    private final TestClock clock = new TestClock();
    private final InMemoryBlobStore storage = new InMemoryBlobStore(clock);
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final ClassicTree tree = new ClassicTree(storage, clock);
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private int broken;

    @Test
    void theEndIsTheStateOfTheOldRegistry() throws Exception {
        RandomGenerator random = Seed.of(getClass()).random();
        Map<String, Digest> tags = new TreeMap<>();
        change(random, tags);
        int[] sweeps = {0};

        migration().follow(REQUEST, MigrationListener.NONE, MigrationSweeps.ofAll(() -> {
            assertThat(imported()).isEqualTo(tags);
            change(random, tags);
            return sweeps[0]++ < 20;
        }));
        migration().run(REQUEST.with(Steps.TWO), MigrationListener.NONE);

        assertThat(imported()).isEqualTo(tags);
    }

    @Test
    void aSweepThatFailsIsRepeated() throws Exception {
        tree.tag("app", "one", tree.image("app", "one"));
        int[] sweeps = {0};

        MigrationReport report = migration().follow(REQUEST, MigrationListener.NONE, MigrationSweeps.ofAll(() -> {
            broken = sweeps[0] == 0 ? 1_000 : 0;
            change(() -> tree.tag("app", "two", tree.image("app", "two")));
            return sweeps[0]++ < 2;
        }));

        assertThat(imported()).containsKeys("app:one", "app:two");
        assertThat(report.reasons()).containsKey(MigrationReason.STORE_FAILED);
    }

    @Test
    void reportedRepositoriesAreImportedWithoutAListingOfTheOthers() throws Exception {
        for (int i = 0; i < 50; i++) {
            tree.tag("other" + i, "one", tree.image("other" + i, "one"));
        }
        tree.tag("app/below", "one", tree.image("app/below", "one"));
        Digest gone = tree.image("gone", "one");
        tree.tag("gone", "one", gone);
        int[] sweeps = {0};

        migration().follow(REQUEST, MigrationListener.NONE, () -> {
            if (sweeps[0]++ > 0) {
                return Optional.empty();
            }
            change(() -> {
                clock.advance(Duration.ofMinutes(1));
                tree.tag("app", "two", tree.image("app", "two"));
                tree.tag("app/below", "two", tree.image("app/below", "two"));
                tree.untag("gone", "one", gone);
            });
            calls.clear();
            return Optional.of(
                    Set.of(new RepositoryName("app"), new RepositoryName("gone"), new RepositoryName("unknown")));
        });

        assertThat(imported())
                .containsKeys("app:two", "app/below:one", "other7:one")
                .doesNotContainKeys("app/below:two", "gone:one");
        // A listing of each repository, and one for each new content.
        assertThat(calls).containsEntry("list", 3 + 3).containsEntry("open", 1);
    }

    @Test
    void aRunThatStorageDisturbedHasNotEnded() throws Exception {
        tree.tag("app", "one", tree.image("app", "one"));
        int[] files = {0};
        BlobStore failing = storage((method, arguments) -> {
            if (method.equals("open") && files[0]++ < 1_000) {
                throw new StoreException(Kind.TRANSIENT, "away", null);
            }
        });
        MigrationEngine disturbed = new MigrationEngine(metadata.migration(), metadata, failing, clock, Duration.ZERO);

        MigrationReport report = disturbed.run(REQUEST, MigrationListener.NONE);

        assertThat(report.reasons()).containsKey(MigrationReason.STORE_FAILED);
        assertThat(MigrationEngine.hasEnded(metadata.migration())).isFalse();
        migration().run(REQUEST, MigrationListener.NONE);
        assertThat(MigrationEngine.hasEnded(metadata.migration())).isTrue();
    }

    @Test
    void eachManifestIsReadOnceAndARepetitionOnlyLists() throws Exception {
        Digest config = tree.blob("0", "config");
        int repositories = 1_000;
        for (int i = 0; i < repositories; i++) {
            String name = "group" + i % 10 + "/app" + i;
            tree.link(name, config);
            tree.tag(name, "latest", tree.image(name, config, tree.blob(name, "layer " + i % 500)));
        }
        int files = storage.list("", PageRequest.first(100_000)).items().size();

        migration().run(REQUEST, MigrationListener.NONE);
        assertThat(calls).doesNotContainKey("size");
        assertThat(calls.get("open")).isLessThanOrEqualTo(repositories * 105 / 100);
        int first = calls.getOrDefault("list", 0);
        assertThat(first).isLessThan(files / 1_000 + 256 + 10);

        calls.clear();
        MigrationReport again = migration().run(REQUEST, MigrationListener.NONE);
        assertThat(again.counts().unchanged()).isEqualTo(repositories + 1);
        assertThat(calls).containsOnlyKeys("list").containsEntry("list", first);
    }

    private interface Change {
        void make() throws Exception;
    }

    private static void change(Change change) {
        try {
            change.make();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pushes, moves and deletions of tags. */
    private void change(RandomGenerator random, Map<String, Digest> tags) {
        for (int i = 0; i < 5; i++) {
            String name = "app" + random.nextInt(4);
            String tag = "v" + random.nextInt(4);
            Digest there = tags.get(name + ":" + tag);
            change(() -> {
                if (there != null && random.nextInt(3) == 0) {
                    tree.untag(name, tag, there);
                    tags.remove(name + ":" + tag);
                } else {
                    Digest image = tree.image(name, "image " + random.nextInt(10));
                    tree.tag(name, tag, image);
                    tags.put(name + ":" + tag, image);
                }
            });
            clock.advance(Duration.ofMinutes(1));
        }
    }

    private Map<String, Digest> imported() {
        Map<String, Digest> tags = new TreeMap<>();
        change(() -> {
            for (RepositoryName name : metadata.repositories().list(ALL).items()) {
                metadata.migration()
                        .exports()
                        .tags(name, ALL)
                        .items()
                        .forEach(tag -> tags.put(name + ":" + tag.tag(), tag.digest()));
            }
        });
        return tags;
    }

    private MigrationEngine migration() {
        BlobStore counted = storage((method, arguments) -> {
            calls.merge(method, 1, Integer::sum);
            if (broken-- > 0) {
                throw new StoreException(Kind.TRANSIENT, "away", null);
            }
        });
        return new MigrationEngine(metadata.migration(), metadata, counted, clock, Duration.ZERO);
    }

    private interface Observer {
        void called(String method, Object[] arguments) throws StoreException;
    }

    private BlobStore storage(Observer observer) {
        Object proxy = Proxy.newProxyInstance(
                BlobStore.class.getClassLoader(), new Class<?>[] {BlobStore.class}, (self, method, arguments) -> {
                    observer.called(method.getName(), arguments);
                    try {
                        return method.invoke(storage, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (BlobStore) proxy;
    }
}
