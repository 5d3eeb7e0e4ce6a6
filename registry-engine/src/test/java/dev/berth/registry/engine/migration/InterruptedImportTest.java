package dev.berth.registry.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReport;
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
import org.junit.jupiter.api.Test;

/** An import that ends, or meets a failure, at each of its calls of storage and database. */
class InterruptedImportTest {
    private static final PageRequest ALL = PageRequest.first(1_000);
    private static final MigrationRequest REQUEST = new MigrationRequest(Steps.ALL, false, "*", 1, false);

    private final TestClock clock = new TestClock();
    private final InMemoryBlobStore storage = new InMemoryBlobStore(clock);
    private InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private int calls;
    private int fatal = -1;
    private Throwable failure = new AssertionError("killed");
    private final DisturbedRoles roles =
            new DisturbedRoles(() -> calls++ == fatal ? Optional.of(failure) : Optional.empty());

    @Test
    void goesOnWhereItWasKilled() throws Exception {
        fill();
        migration().run(REQUEST, MigrationListener.NONE);
        Map<String, String> undisturbed = dump();
        int all = calls;
        assertThat(all).isGreaterThan(20);

        for (fatal = 0; fatal < all; fatal++) {
            calls = 0;
            metadata = new InMemoryMetadataStore(clock);
            assertThatThrownBy(() -> migration().run(REQUEST, MigrationListener.NONE))
                    .hasStackTraceContaining("killed");
            MigrationReport again = migration().run(REQUEST, MigrationListener.NONE);

            assertThat(again.isComplete()).isTrue();
            assertThat(dump()).as("killed at call %d", fatal).isEqualTo(undisturbed);
        }
    }

    @Test
    void aFailureThatPassesChangesNothing() throws Exception {
        fill();
        migration().run(REQUEST, MigrationListener.NONE);
        Map<String, String> undisturbed = dump();
        int all = calls;

        for (Kind kind : new Kind[] {Kind.TRANSIENT, Kind.UNKNOWN_OUTCOME}) {
            failure = new StoreException(kind, "for a moment", null);
            for (fatal = 0; fatal < all; fatal++) {
                calls = 0;
                metadata = new InMemoryMetadataStore(clock);
                if (fatal > 2) { // the question whether another import runs is not repeated
                    assertThat(migration().run(REQUEST, MigrationListener.NONE).isComplete())
                            .isTrue();
                    assertThat(dump()).as("%s at call %d", kind, fatal).isEqualTo(undisturbed);
                }
            }
        }
    }

    private void fill() throws Exception {
        ClassicTree tree = new ClassicTree(storage, clock);
        Digest first = tree.image("a", "one");
        Digest second = tree.image("a", "two");
        tree.tag("a", "old", first);
        tree.tag("a", "list", tree.index("a", first, second));
        tree.tag("a/b", "latest", tree.image("a/b", "three"));
        clock.advance(Duration.ofMinutes(1));
    }

    /** The whole of what an import wrote. */
    private Map<String, String> dump() throws Exception {
        Map<String, String> dump = new TreeMap<>();
        for (RepositoryName name : metadata.repositories().list(ALL).items()) {
            for (Tag tag : metadata.tags().list(name, ALL).orElseThrow().items()) {
                dump.put(
                        name + ":" + tag,
                        metadata.manifests().find(name, tag).orElseThrow().toString());
            }
            for (Digest manifest : metadata.migration().progress().manifests(name)) {
                dump.put(
                        name + "@" + manifest,
                        metadata.manifests().find(name, manifest).orElseThrow().toString());
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

    private MigrationEngine migration() {
        return new MigrationEngine(
                roles.over(MigrationStore.class, metadata.migration()),
                metadata,
                roles.over(BlobStore.class, storage),
                clock,
                Duration.ZERO);
    }
}
