package dev.berth.registry.engine.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.engine.migration.ClassicTree;
import dev.berth.registry.engine.migration.DisturbedRoles;
import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A takeover with a failure, or a kill, at each of its calls of storage and database. */
class DisturbedTakeoverTest {
    private static final PageRequest ALL = PageRequest.first(1_000);
    private static final RepositoryName APP = new RepositoryName("a");
    private static final RepositoryName BELOW = new RepositoryName("a/b");
    private static final Tag OLD = new Tag("old");
    private static final Tag LATEST = new Tag("latest");
    private static final int NEVER = Integer.MAX_VALUE;

    private final TestClock clock = new TestClock();
    private final InMemoryBlobStore before = new InMemoryBlobStore(clock);
    private final InMemoryBlobStore files = new InMemoryBlobStore(clock);
    private final AtomicInteger calls = new AtomicInteger();
    private InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private volatile int fatal = NEVER;
    private volatile boolean dead;
    private Throwable failure = new Killed();
    private final DisturbedRoles roles = new DisturbedRoles(this::next);

    /** The end of a process, for the threads that make a call afterwards. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final Thread.@Nullable UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();

    @BeforeEach
    void expectKilledThreads() {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> assertThat(thrown).isInstanceOf(Killed.class));
    }

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(handler);
    }

    @BeforeEach
    void fill() throws Exception {
        for (InMemoryBlobStore storage : new InMemoryBlobStore[] {before, files}) {
            ClassicTree tree = new ClassicTree(storage, clock);
            tree.tag("a", "old", tree.image("a", "one"));
            tree.tag("a", "gone", tree.image("a", "two"));
            tree.tag("a/b", "latest", tree.image("a/b", "three"));
        }
        ClassicTree now = new ClassicTree(files, clock);
        Digest second = now.image("a", "two");
        now.untag("a", "gone", second);
        now.tag("a", "list", now.index("a", second));
        now.tag("later", "v1", now.image("later", "four"));
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void aFailureChangesNothing() throws Exception {
        Map<String, String> undisturbed = takeOver();
        int all = calls.get();
        assertThat(undisturbed).containsKeys("a:list", "a:old", "later:v1").doesNotContainKeys("a:gone", "a/b:latest");
        assertThat(all).isGreaterThan(40);
        for (Kind kind : Kind.values()) {
            failure = new StoreException(kind, "for a moment", null);
            for (int call = 0; call < all; call++) {
                fatal = call;
                assertThat(takeOver()).as("%s at call %d", kind, call).isEqualTo(undisturbed);
            }
        }
    }

    @Test
    void anotherNodeContinuesAfterAKill() throws Exception {
        Map<String, String> undisturbed = takeOver();
        int all = calls.get();
        for (int call = 0; call < all; call++) {
            fatal = call;
            assertThat(takeOver()).as("killed at call %d", call).isEqualTo(undisturbed);
        }
    }

    /** The first node is closed after its requests; the second one, whose calls do not fail, works to the end. */
    private Map<String, String> takeOver() throws Exception {
        metadata = new InMemoryMetadataStore(clock);
        MigrationEngine.over(metadata.migration(), metadata, before, clock)
                .run(MigrationRequest.DEFAULT.with(Steps.ONE), MigrationListener.NONE);
        calls.set(0);
        dead = false;
        try (Takeover first = node()) {
            try {
                use(first);
            } catch (StoreException | RuntimeException | Killed e) {
                assertThat(dead || isUnavailable(e)).as("%s", e).isTrue();
            }
        }
        fatal = NEVER;
        dead = false;
        clock.advance(Duration.ofMinutes(1));
        try (Takeover second = node()) {
            use(second);
            for (int i = 0; i < 1_000 && !second.isEnded(); i++) {
                Thread.sleep(5);
            }
            assertThat(second.isEnded()).isTrue();
        }
        return dump();
    }

    private static boolean isUnavailable(Throwable failure) {
        return failure instanceof StoreException
                || (failure instanceof RegistryException refused && refused.code() == ErrorCode.UNAVAILABLE);
    }

    /** A tag deleted through the registry stays deleted, so it may be so already. */
    private void use(Takeover node) throws StoreException {
        node.begin();
        Registry registry = node.inFrontOf(RegistryEngine.builder().clock(clock).build(metadata, files));
        assertThat(registry.manifests().find(APP, OLD)).isPresent();
        node.start();
        Optional<Digest> there = registry.manifests().find(BELOW, LATEST).map(manifest -> manifest.digest());
        if (there.isPresent()) {
            registry.tags().delete(BELOW, LATEST);
        }
    }

    private Map<String, String> dump() throws Exception {
        Map<String, String> dump = new TreeMap<>();
        for (RepositoryName name : metadata.repositories().list(ALL).items()) {
            for (Tag tag : metadata.tags().list(name, ALL).orElseThrow().items()) {
                Digest target = metadata.manifests()
                        .find(name, tag)
                        .orElseThrow()
                        .manifest()
                        .digest();
                dump.put(name + ":" + tag, target.toString());
            }
        }
        for (String source : metadata.migration().progress().sources(ALL).items()) {
            dump.put(source, metadata.migration().progress().find(source).toString());
        }
        for (Invariant invariant : Invariant.values()) {
            assertThat(metadata.audit().breaches(invariant, 10))
                    .as("%s", invariant)
                    .isEmpty();
        }
        return dump;
    }

    private Takeover node() {
        return Takeover.builder()
                .clock(clock)
                .longestWait(Duration.ofSeconds(5))
                .threads(1)
                .pace(Duration.ofSeconds(30), Duration.ofMillis(1), Duration.ZERO)
                .build(roles.over(MigrationStore.class, metadata.migration()), roles.over(BlobStore.class, files));
    }

    private Optional<Throwable> next() {
        boolean fails = calls.getAndIncrement() == fatal || dead;
        if (fails && failure instanceof Error) {
            dead = true;
        }
        return fails ? Optional.of(failure) : Optional.empty();
    }
}
