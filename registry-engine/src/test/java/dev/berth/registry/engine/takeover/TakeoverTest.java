package dev.berth.registry.engine.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.MountSource;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.engine.migration.ClassicTree;
import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.migration.ImportFinding;
import dev.berth.registry.spi.migration.TakeoverState;
import dev.berth.registry.spi.storage.BlobStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests and background work of a takeover, on one node or two. */
class TakeoverTest {
    private static final PageRequest ALL = PageRequest.first(1_000);
    private static final RepositoryName APP = new RepositoryName("app");
    private static final RepositoryName OTHER = new RepositoryName("group/other");
    private static final Tag V1 = new Tag("v1");
    private static final Tag V2 = new Tag("v2");
    private static final Duration SHORT = Duration.ofMillis(300);

    private final TestClock clock = new TestClock();
    private final InMemoryBlobStore files = new InMemoryBlobStore(clock);
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final ClassicTree tree = new ClassicTree(files, clock);
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final List<Takeover> nodes = new ArrayList<>();
    private final AtomicInteger ends = new AtomicInteger();
    private final BlobStore storage = storage();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @AfterEach
    void close() {
        gate.countDown();
        nodes.forEach(Takeover::close);
    }

    @Test
    void theFirstRequestImportsItsRepository() throws Exception {
        Digest first = tree.image("app", "first");
        tree.tag("app", "v1", first);
        stepOne();
        Digest second = tree.image("app", "second");
        tree.tag("app", "v1", second);
        tree.tag("app", "v2", first);

        Registry registry = serve(node());

        assertThat(target(registry, APP, V1)).contains(second);
        assertThat(target(registry, APP, V2)).contains(first);
        assertThat(registry.tags().list(APP, ALL).items()).containsExactly(V1, V2);
    }

    @Test
    void deletionsAtTheSourceSinceTheLastImportAreApplied() throws Exception {
        Digest image = tree.image("app", "first");
        tree.tag("app", "v1", image);
        tree.tag("app", "v2", image);
        migration().run(MigrationRequest.DEFAULT, MigrationListener.NONE);
        tree.untag("app", "v2", image);

        Registry registry = serve(node());

        assertThat(target(registry, APP, V1)).contains(image);
        assertThat(target(registry, APP, V2)).isEmpty();
    }

    @Test
    void deletionsThroughTheRegistryAreNotUndone() throws Exception {
        Digest image = tree.image("app", "first");
        tree.tag("app", "v1", image);
        tree.tag("app", "v2", image);
        Takeover node = node();
        serve(node).tags().delete(APP, V1);

        Takeover other = node();
        other.begin();
        runToTheEnd(other);

        assertThat(target(serve(other), APP, V1)).isEmpty();
        assertThat(target(serve(other), APP, V2)).contains(image);
    }

    @Test
    void aRepositoryThatTakesTooLongIsRefusedUntilItIsFinished() throws Exception {
        Digest image = tree.image("app", "first");
        tree.tag("app", "v1", image);
        Registry registry = serve(node());
        gate = new CountDownLatch(1);

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.manifests().find(APP, V1))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .withMessageContaining("repository app is being imported from the old registry");
        gate.countDown();

        assertThat(eventually(registry, APP, V1)).contains(image);
    }

    @Test
    void requestsOfOneRepositoryShareItsImport() throws Exception {
        tree.tag("app", "v1", tree.image("app", "first"));
        Registry first = serve(node());
        Registry second = serve(node());
        gate = new CountDownLatch(1);
        List<Thread> requests = new ArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            requests.add(request(i % 2 == 0 ? first : second, APP, refused));
        }
        for (Thread request : requests) {
            request.join(TimeUnit.SECONDS.toMillis(30));
        }
        gate.countDown();

        assertThat(refused).hasValue(8);
        assertThat(eventually(first, APP, V1)).isPresent();
        assertThat(eventually(second, APP, V1)).isPresent();
        assertThat(calls).containsEntry("open", 1);
    }

    @Test
    void aRepositoryTheSourceLacksCostsOneListing() {
        Registry registry = serve(node());

        assertThat(target(registry, OTHER, V1)).isEmpty();
        assertThat(target(registry, OTHER, V2)).isEmpty();

        assertThat(calls).containsEntry("list", 1);
    }

    @Test
    void theCatalogHasTheUnfinishedToo() throws Exception {
        for (String name : List.of("app", "b/c", "b", "d")) {
            tree.tag(name, "v1", tree.image(name, "first"));
        }
        Takeover node = node();
        Registry registry = serve(node);
        assertUnavailable(() -> registry.catalog().list(ALL, name -> true));
        assertThat(target(registry, APP, V1)).isPresent();
        gate = new CountDownLatch(1);
        node.start();
        List<RepositoryName> names = eventuallyListed(registry);

        assertThat(names).extracting(RepositoryName::value).containsExactly("app", "b", "b/c", "d");
        Page<RepositoryName> page = registry.catalog()
                .list(PageRequest.after("app", 2), name -> !name.value().equals("b"));
        assertThat(page.items()).extracting(RepositoryName::value).containsExactly("b/c", "d");
        assertThat(page.more()).isFalse();
        assertThat(registry.catalog().list(PageRequest.first(3), name -> true).more())
                .isTrue();
    }

    @Test
    void aMountFinishesTheRepositoryItNames() throws Exception {
        Digest layer = tree.blob("app", "layer");
        Registry registry = serve(node());

        assertThat(registry.uploads().mount(OTHER, layer, new MountSource.From(APP)))
                .isTrue();
        assertThat(registry.blobs().confirm(OTHER, layer)).isPresent();
    }

    @Test
    void requestsOfManyRepositoriesWaitForTheEnd() throws Exception {
        tree.tag("app", "v1", tree.image("app", "first"));
        Takeover node = node();
        Registry registry = serve(node);
        Rename rename = new Rename(APP, OTHER, "");
        assertUnavailable(() -> registry.administration().rename(rename));
        assertUnavailable(() -> registry.administration().deletions().deleteBelow(APP, name -> true));
        assertUnavailable(() -> registry.insights().search());

        runToTheEnd(node);

        registry.administration().rename(rename);
        assertThat(target(registry, OTHER, V1)).isPresent();
    }

    @Test
    void itEndsOnEveryNodeAndStaysEnded() throws Exception {
        for (int i = 0; i < 20; i++) {
            tree.tag("app" + i, "v1", tree.image("app" + i, "image " + i));
        }
        Takeover first = node();
        Takeover second = node();
        assertThat(first.begin()).isTrue();
        first.start();
        second.start();
        awaitEnd(first);
        awaitEnd(second);

        assertThat(ends).hasValue(2);
        TakeoverState state = metadata.migration().takeover().find().orElseThrow();
        assertThat(state.finished()).isEqualTo(20);
        assertThat(MigrationEngine.hasEnded(metadata.migration())).isTrue();
        assertThat(node().begin()).isFalse();
    }

    @Test
    void skippedContentIsReportedAndTriedAgain() throws Exception {
        Digest config = tree.blob("app", "config");
        Digest image = tree.image("app", config, tree.blob("app", "layer"));
        tree.tag("app", "v1", image);
        String lost = "docker/registry/v2/blobs/sha256/" + config.hex().substring(0, 2) + "/" + config.hex() + "/data";
        tree.remove(lost);
        stepOne();
        tree.file(lost, "config");
        tree.file(ClassicTree.currentLink("app", "broken"), "");

        Registry registry = serve(node());

        assertThat(target(registry, APP, V1)).contains(image);
        long run = metadata.migration().takeover().find().orElseThrow().run();
        assertThat(metadata.migration().runs().findings(run, 10))
                .extracting(ImportFinding::reason)
                .containsExactly(MigrationReason.TAG_LINK_BROKEN.name());
    }

    @Test
    void itStartsAgainAfterAnInterruption() throws Exception {
        Digest image = tree.image("app", "first");
        tree.tag("app", "v1", image);
        Takeover killed = node();
        gate = new CountDownLatch(1);
        Registry registry = serve(killed);
        assertUnavailable(() -> registry.manifests().find(APP, V1));
        killed.close();
        gate.countDown();

        clock.advance(Duration.ofMinutes(1));

        assertThat(eventually(serve(node()), APP, V1)).contains(image);
    }

    @Test
    void aStopEndsRequestsWhoseImportHasNotBegun() throws Exception {
        tree.tag("app", "v1", tree.image("app", "first"));
        tree.tag("group/other", "v1", tree.image("group/other", "second"));
        Takeover node = Takeover.builder()
                .clock(clock)
                .threads(1)
                .longestWait(Duration.ofMinutes(10))
                .build(metadata.migration(), storage);
        nodes.add(node);
        Registry registry = serve(node);
        gate = new CountDownLatch(1);
        AtomicInteger refused = new AtomicInteger();
        Thread begun = request(registry, APP, refused);
        await(() -> calls.containsKey("open"));
        Thread pending = request(registry, OTHER, refused);
        await(() -> pending.getState() == Thread.State.TIMED_WAITING);

        node.close();

        for (Thread request : List.of(begun, pending)) {
            request.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(request.isAlive()).isFalse();
        }
        assertThat(refused).hasValue(2);
    }

    private static Thread request(Registry registry, RepositoryName name, AtomicInteger refused) {
        Thread request = new Thread(() -> {
            assertUnavailable(() -> registry.manifests().find(name, V1));
            refused.incrementAndGet();
        });
        request.start();
        return request;
    }

    private MigrationEngine migration() {
        return MigrationEngine.over(metadata.migration(), metadata, files, clock);
    }

    private void stepOne() {
        migration().run(MigrationRequest.DEFAULT.with(Steps.ONE), MigrationListener.NONE);
        clock.advance(Duration.ofMinutes(1));
    }

    private Takeover node() {
        Takeover node = Takeover.builder()
                .clock(clock)
                .longestWait(SHORT)
                .pace(Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ZERO)
                .whenEnded(ends::incrementAndGet)
                .build(metadata.migration(), storage);
        nodes.add(node);
        return node;
    }

    private Registry serve(Takeover node) {
        try {
            node.begin();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return node.inFrontOf(RegistryEngine.builder().clock(clock).build(metadata, files));
    }

    private static Optional<Digest> target(Registry registry, RepositoryName name, Tag tag) {
        return registry.manifests().find(name, tag).map(manifest -> manifest.digest());
    }

    private static Optional<Digest> eventually(Registry registry, RepositoryName name, Tag tag) throws Exception {
        for (int i = 0; i < 200; i++) {
            try {
                return target(registry, name, tag);
            } catch (RegistryException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                Thread.sleep(20);
            }
        }
        throw new AssertionError("not finished: " + name);
    }

    private static List<RepositoryName> eventuallyListed(Registry registry) throws Exception {
        for (int i = 0; i < 200; i++) {
            try {
                return registry.catalog().list(ALL, name -> true).items();
            } catch (RegistryException e) {
                Thread.sleep(20);
            }
        }
        throw new AssertionError("not listed");
    }

    private static void assertUnavailable(Runnable request) {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(request::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    private static void runToTheEnd(Takeover node) throws Exception {
        node.start();
        awaitEnd(node);
    }

    private static void awaitEnd(Takeover node) throws Exception {
        await(node::isEnded);
    }

    private static void await(BooleanSupplier state) throws Exception {
        for (int i = 0; i < 500 && !state.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertThat(state.getAsBoolean()).isTrue();
    }

    /** The storage of the source: counts calls, and waits at reads while the gate is closed. */
    private BlobStore storage() {
        Object proxy = Proxy.newProxyInstance(
                BlobStore.class.getClassLoader(), new Class<?>[] {BlobStore.class}, (self, method, arguments) -> {
                    calls.merge(method.getName(), 1, Integer::sum);
                    if (method.getName().equals("open")) {
                        gate.await();
                    }
                    try {
                        return method.invoke(files, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (BlobStore) proxy;
    }
}
