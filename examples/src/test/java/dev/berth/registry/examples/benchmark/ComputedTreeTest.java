package dev.berth.registry.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.migration.ImportedContentStore;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.storage.StoredObject;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Calls of storage of imports from an object store, as counts. */
class ComputedTreeTest {
    private static final int REPOSITORIES = 1_000;
    private static final int TAGS = 3;
    private static final int THREADS = 4;
    /** A range ends within a page, and so does each repository at which the walk of an idle thread begins. */
    private static final int CALLS_FOR_EACH_THREAD = 15;

    private final ComputedImages images = new ComputedImages(REPOSITORIES, TAGS, 2, 2);
    private final ComputedTree tree = new ComputedTree(images);
    private final Set<String> changes = ConcurrentHashMap.newKeySet();
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(Clock.systemUTC());

    @Test
    void listsInByteOrder() {
        for (String prefix : List.of("docker/registry/v2/repositories/", "docker/registry/v2/blobs/sha256/")) {
            List<String> keys = keys(prefix);

            assertThat(keys).isSorted().doesNotHaveDuplicates();
            String some = keys.get(keys.size() / 2);
            String folder = some.substring(0, some.indexOf('/', prefix.length()) + 1);
            assertThat(keys(folder))
                    .isEqualTo(
                            keys.stream().filter(key -> key.startsWith(folder)).toList());
        }
        assertThat(keys("docker/registry/v2/blobs/sha256/")).hasSize((int) images.blobs());
    }

    @Test
    void readsEachManifestOnceAndListsTheRest() {
        CountedCalls storage = new CountedCalls(tree, Duration.ZERO);

        MigrationReport report = run(storage, THREADS);

        assertThat(report.isComplete()).isTrue();
        assertThat(report.counts().manifests()).isEqualTo(images.images());
        assertThat(storage.reads.sum()).isEqualTo(images.images());
        assertThat(storage.sizes.sum()).isZero();
        assertThat(storage.listings.sum()).isLessThan(pages() + CALLS_FOR_EACH_THREAD * THREADS);
    }

    @Test
    void aRunAfterNothingChangedAndAVerificationListOnly() {
        run(new CountedCalls(tree, Duration.ZERO), THREADS);
        assertThat(changes).contains("addBlobs", "link", "putManifests", "setTags");
        changes.clear();
        CountedCalls storage = new CountedCalls(tree, Duration.ZERO);

        MigrationReport report = run(storage, THREADS);

        assertThat(report.counts().unchanged()).isEqualTo(REPOSITORIES);
        assertThat(changes).isEmpty();
        assertThat(storage.reads.sum() + storage.sizes.sum()).isZero();
        assertThat(storage.listings.sum()).isLessThan(pages() + CALLS_FOR_EACH_THREAD * THREADS);

        CountedCalls verified = new CountedCalls(tree, Duration.ZERO);
        migration(verified).verify(request(THREADS), false, MigrationListener.NONE);
        assertThat(verified.reads.sum() + verified.sizes.sum()).isZero();
        assertThat(verified.listings.sum()).isLessThan(storage.listings.sum());
    }

    /** The pages of a listing of everything. */
    private long pages() {
        long keys = images.blobs() + keys("docker/registry/v2/repositories/").size();
        return keys / 1_000 + 2;
    }

    private MigrationReport run(CountedCalls storage, int threads) {
        return migration(storage).run(request(threads), MigrationListener.NONE);
    }

    private MigrationEngine migration(CountedCalls storage) {
        return MigrationEngine.over(watched(metadata.migration()), metadata, storage, Clock.systemUTC());
    }

    /** Records the calls of the role that writes content, each of which is a statement or more. */
    private MigrationStore watched(MigrationStore store) {
        return proxy(
                MigrationStore.class,
                store,
                (method, answer) -> method.equals("content")
                        ? proxy(ImportedContentStore.class, answer, (change, count) -> {
                            changes.add(change);
                            return count;
                        })
                        : answer);
    }

    private static <T> T proxy(Class<T> role, Object target, BiFunction<String, Object, Object> answered) {
        Object proxy = Proxy.newProxyInstance(
                role.getClassLoader(),
                new Class<?>[] {role},
                (self, method, arguments) -> answered.apply(method.getName(), method.invoke(target, arguments)));
        return role.cast(proxy);
    }

    private static MigrationRequest request(int threads) {
        return new MigrationRequest(Steps.ALL, false, "*", threads, false);
    }

    private List<String> keys(String prefix) {
        List<String> keys = new ArrayList<>();
        Page<StoredObject> page = tree.list(prefix, PageRequest.first(997));
        while (true) {
            page.items().forEach(object -> keys.add(object.key().value()));
            if (!page.more()) {
                return keys;
            }
            page = tree.list(prefix, PageRequest.after(keys.get(keys.size() - 1), 997));
        }
    }
}
