package dev.berth.registry.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.migration.MigrationSweeps;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.migration.ImportedTag;
import dev.berth.registry.spi.storage.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The removal of imported content, and of the files of the old registry. */
class ResetImportTest {
    private static final String APP = "team/app";
    private static final RepositoryName NAME = new RepositoryName(APP);

    private final TestClock clock = new TestClock();
    private final InMemoryBlobStore storage = new InMemoryBlobStore(clock);
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final ClassicTree tree = new ClassicTree(storage, clock);
    private final MigrationEngine migration =
            new MigrationEngine(metadata.migration(), metadata, storage, clock, Duration.ZERO);

    @BeforeEach
    void fillTree() throws Exception {
        tree.tag(APP, "one", tree.image(APP, "one"));
        tree.tag(APP, "two", tree.image(APP, "two"));
        tree.image("untagged", "x");
    }

    @Test
    void removesImportedTagsAndKeepsMovedOnes() throws Exception {
        run(Steps.ALL);
        Map<String, Long> imported = migration.rows();
        Digest moved = metadata.manifests()
                .find(NAME, new Tag("two"))
                .orElseThrow()
                .manifest()
                .digest();
        metadata.tags().delete(NAME, new Tag("one"), List.of());
        metadata.migration().content().setTags(NAME, List.of(new ImportedTag(new Tag("own"), moved, clock.instant())));

        assertThat(migration.reset()).isPositive();

        assertThat(MigrationEngine.hasEnded(metadata.migration())).isFalse();
        assertThat(metadata.manifests().find(NAME, new Tag("two"))).isEmpty();
        assertThat(migration.rows().get("blobs")).isEqualTo(imported.get("blobs"));
        assertThat(storage.list("docker/", PageRequest.first(1_000)).items()).isNotEmpty();

        assertThat(run(Steps.ALL).isComplete()).isTrue();
        assertThat(metadata.manifests().find(NAME, new Tag("one"))).isPresent();
        assertThat(metadata.manifests().find(NAME, new Tag("two"))).isPresent();
        assertThat(migration
                        .verify(MigrationRequest.DEFAULT, true, MigrationListener.NONE)
                        .isComplete())
                .isTrue();
    }

    @Test
    void resetMayBeRepeated() {
        run(Steps.ONE);

        assertThat(migration.reset()).isPositive();
        assertThat(migration.reset()).isZero();
        assertThat(migration.status()).hasValueSatisfying(status -> {
            assertThat(status.steps()).isEqualTo("reset");
            assertThat(status.active()).isFalse();
            assertThat(status.ended()).isPresent();
        });
    }

    @Test
    void filesAreRemovedAfterTheEndOfTheMoveOnly() throws Exception {
        run(Steps.ALL);
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> migration.clean(false, MigrationListener.NONE))
                .withMessageContaining("import finish");
        migration.finish();
        List<StoredObject> links = files(ClassicLayout.REPOSITORIES);
        List<StoredObject> blobs = files(ClassicLayout.BLOBS);

        assertThat(migration.clean(true, MigrationListener.NONE)).isEqualTo(links.size());
        assertThat(files(ClassicLayout.REPOSITORIES)).isEqualTo(links);
        assertThat(migration.clean(false, MigrationListener.NONE)).isEqualTo(links.size());

        assertThat(files(ClassicLayout.REPOSITORIES)).isEmpty();
        assertThat(files(ClassicLayout.BLOBS)).isEqualTo(blobs);
        assertThat(migration.clean(false, MigrationListener.NONE)).isZero();
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(migration::reset)
                .withMessageContaining("finished");
    }

    @Test
    void aRunIsActiveWhileItRuns() {
        List<Boolean> seen = Collections.synchronizedList(new ArrayList<>());

        migration.follow(MigrationRequest.DEFAULT, MigrationListener.NONE, MigrationSweeps.ofAll(() -> {
            seen.add(migration.status().orElseThrow().active());
            return false;
        }));

        assertThat(seen).containsExactly(true);
        assertThat(migration.status().orElseThrow().active()).isFalse();
    }

    @Test
    void linksOfTagsAreReadAtATime() {
        MigrationRequest request = new MigrationRequest(Steps.ALL, false, "*", 1, true, 4);

        assertThat(migration.run(request, MigrationListener.NONE).counts().tags())
                .isEqualTo(2);
    }

    private List<StoredObject> files(String prefix) throws Exception {
        return storage.list(prefix, PageRequest.first(1_000)).items();
    }

    private MigrationReport run(Steps steps) {
        return migration.run(MigrationRequest.DEFAULT.with(steps), MigrationListener.NONE);
    }
}
