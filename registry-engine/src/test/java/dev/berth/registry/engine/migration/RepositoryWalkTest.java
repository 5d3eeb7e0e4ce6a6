package dev.berth.registry.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.StoredObject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryWalkTest {
    private static final int LINKS = 300;
    private static final int GIANT = 20_000;
    private static final int PAGE = 1_000;
    private static final int PROBES = 16;
    private static final int LINK_SIZE = 71;

    private final NavigableSet<String> keys = new TreeSet<>();
    private final AtomicInteger listings = new AtomicInteger();
    private final Map<String, Integer> visited = new ConcurrentHashMap<>();
    private final Queue<String> repeated = new ConcurrentLinkedQueue<>();
    private Runnable beforeListing = () -> {};

    /** Names that are alike for long, names of which one contains another, and a repository larger than all others. */
    private List<String> fill() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            names.add(String.format("group%02d/project%04d", i / 50, i));
        }
        names.addAll(List.of("a", "a/b", "a/b/0", "a/b/c", "a/b-c", "a.b", "zebra/0"));
        names.forEach(name -> links(name, LINKS));
        links("middle/giant", GIANT);
        names.add("middle/giant");
        keys.add(ClassicLayout.REPOSITORIES + "stray");
        return names;
    }

    private void links(String repository, int number) {
        for (int i = 0; i < number; i++) {
            keys.add(
                    ClassicLayout.folder(repository) + "layers/sha256/" + String.format("%064x", i * 7_919L) + "/link");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64})
    void eachRepositoryIsVisitedOnceAndDivisionsCostATenthOfThePages(int threads) throws Exception {
        List<String> names = fill();

        walk(this::visit).run(threads);

        assertThat(visited.keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(repeated).isEmpty();
        assertThat(visited).containsEntry("middle/giant", GIANT).containsEntry("a/b", LINKS);
        int pages = keys.size() / PAGE + 1;
        assertThat(listings.get()).isBetween(pages, pages + pages / 10 + PROBES);
    }

    @Test
    void anIdleThreadVisitsWhileAnotherLists() throws Exception {
        fill();
        Set<Thread> visiting = ConcurrentHashMap.newKeySet();
        CountDownLatch two = new CountDownLatch(2);

        walk(repository -> {
                    meet(visiting, two);
                    visit(repository);
                })
                .run(2);

        assertThat(visiting).hasSize(2);
    }

    @Test
    void idleThreadsListWhenThereIsNothingToVisit() throws Exception {
        links("only", 50_000);
        links("one/more", 50_000);
        Set<Thread> listing = ConcurrentHashMap.newKeySet();
        CountDownLatch two = new CountDownLatch(2);
        beforeListing = () -> {
            if (listings.get() > 40) {
                meet(listing, two);
            }
        };

        walk(this::visit).run(8);

        assertThat(listing).hasSizeGreaterThan(1);
        assertThat(visited).containsOnlyKeys("only", "one/more");
    }

    /** Waits until a second thread comes. */
    private static void meet(Set<Thread> threads, CountDownLatch two) {
        if (threads.add(Thread.currentThread())) {
            two.countDown();
        }
        try {
            assertThat(two.await(1, TimeUnit.MINUTES)).as("a second thread").isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void visit(ClassicRepository repository) {
        if (visited.put(repository.name, repository.layers.size()) != null) {
            repeated.add(repository.name);
        }
    }

    private RepositoryWalk walk(RepositoryWalk.Visitor visitor) {
        BlobStore storage = (BlobStore) Proxy.newProxyInstance(
                BlobStore.class.getClassLoader(),
                new Class<?>[] {BlobStore.class},
                (self, method, arguments) -> list((String) arguments[0], (PageRequest) arguments[1]));
        ClassicReader reader = new ClassicReader(storage, new Retries(Duration.ZERO));
        return new RepositoryWalk(reader, new RunResults(MigrationListener.NONE), "", visitor);
    }

    private Page<StoredObject> list(String prefix, PageRequest page) {
        listings.incrementAndGet();
        beforeListing.run();
        List<StoredObject> found = keys.tailSet(page.last().orElse(""), false).stream()
                .filter(key -> key.startsWith(prefix))
                .limit(page.limit() + 1L)
                .map(key -> new StoredObject(new StorageKey(key), LINK_SIZE, Instant.EPOCH))
                .toList();
        return Page.ofFetched(found, page.limit());
    }
}
