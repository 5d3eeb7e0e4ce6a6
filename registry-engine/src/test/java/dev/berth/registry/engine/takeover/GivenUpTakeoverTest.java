package dev.berth.registry.engine.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.engine.migration.ClassicTree;
import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.migration.MigrationFinding;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.migration.TakeoverStore;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GivenUpTakeoverTest {
    private static final RepositoryName APP = new RepositoryName("app");
    private static final Tag V1 = new Tag("v1");

    private final TestClock clock = new TestClock();
    private final InMemoryBlobStore files = new InMemoryBlobStore(clock);
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final TakeoverStore takeover = metadata.migration().takeover();
    private final MigrationEngine migration = MigrationEngine.over(metadata.migration(), metadata, files, clock);
    private final ClassicTree tree = new ClassicTree(files, clock);

    @BeforeEach
    void begin() throws Exception {
        takeover.begin();
        takeover.register(List.of(APP));
        takeover.listed(List.of());
    }

    @Test
    void aTakeoverEndsWithoutARepositoryThatIsGivenUp() {
        assertThat(migration.giveUp(APP)).isTrue();

        assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> migration.giveUp(APP));
        assertThat(migration.status().orElseThrow().findings())
                .containsExactly(
                        new MigrationFinding(MigrationReason.STORE_FAILED, "app", "", "its takeover was given up"));
    }

    @Test
    void aRepositoryInImportIsGivenUpToo() throws Exception {
        takeover.claim(APP, "node", clock.instant().plusSeconds(30));

        assertThat(migration.giveUp(APP)).isTrue();
    }

    @Test
    void otherRepositoriesAreNot() throws Exception {
        assertThat(migration.giveUp(new RepositoryName("other"))).isFalse();
        assertThat(takeover.find().orElseThrow().ended()).isFalse();
    }

    @Test
    void anImportImportsTheRestLater() throws Exception {
        Digest image = tree.image("app", "one");
        tree.tag("app", "v1", image);
        migration.giveUp(APP);

        migration.run(MigrationRequest.DEFAULT, MigrationListener.NONE);

        assertThat(metadata.manifests().find(APP, V1).orElseThrow().manifest().digest())
                .isEqualTo(image);
    }
}
