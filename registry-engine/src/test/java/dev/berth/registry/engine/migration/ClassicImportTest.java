package dev.berth.registry.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.manifest.KindTable;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.ArtifactKind.Rule;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import dev.berth.registry.spi.metadata.StoredManifest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClassicImportTest {
    private static final String APP = "team/app";
    private static final PageRequest ALL = PageRequest.first(10_000);

    private final TestClock clock = new TestClock();
    private final InMemoryBlobStore storage = new InMemoryBlobStore(clock);
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final ClassicTree tree = new ClassicTree(storage, clock);
    private final MigrationEngine migration =
            new MigrationEngine(metadata.migration(), metadata, storage, clock, Duration.ZERO);

    @AfterEach
    void noInvariantIsBroken() throws Exception {
        for (Invariant invariant : Invariant.values()) {
            assertThat(metadata.audit().breaches(invariant, 10))
                    .as("%s", invariant)
                    .isEmpty();
        }
    }

    @Test
    void importsImagesTagsAndLinksWhereTheyAre() throws Exception {
        Digest image = tree.image(APP, "one");
        tree.tag(APP, "latest", image);
        Digest unused = tree.blob(APP, "unused");

        MigrationReport report = run(MigrationRequest.DEFAULT);

        assertThat(report.findings()).isEmpty();
        assertThat(report.counts().manifests()).isEqualTo(1);
        assertThat(report.counts().tags()).isEqualTo(1);
        assertThat(report.counts().links()).isEqualTo(3);
        assertThat(report.counts().blobs()).isEqualTo(4);
        assertThat(tagged(APP, "latest")).contains(image);
        assertThat(metadata.blobLinks()
                        .find(new RepositoryName(APP), unused)
                        .orElseThrow()
                        .key())
                .isEqualTo(ClassicLayout.blob(unused));
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void importedArtifactsHaveTheConfiguredKinds() throws Exception {
        Digest config = tree.blob(APP, "config");
        tree.tag(
                APP,
                "latest",
                tree.manifest(
                        APP,
                        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                                + "{\"mediaType\":\"application/vnd.own.config\",\"digest\":\"" + config
                                + "\",\"size\":6},\"layers\":[]}"));
        KindTable kinds = KindTable.with(List.of(new Rule("application/vnd.own.*", new ArtifactKind("own"))));

        migration.withKinds(kinds).run(MigrationRequest.DEFAULT, MigrationListener.NONE);

        assertThat(metadata.insights()
                        .tags()
                        .page(new RepositoryName(APP), TagQuery.first(10, TagQuery.Order.NAME, false))
                        .orElseThrow()
                        .items())
                .extracting(TagDetails::kind)
                .containsExactly(new ArtifactKind("own"));
    }

    @Test
    void refusesStepThreeBeforeAllReferencesAreKnown() throws Exception {
        tree.tag(APP, "latest", tree.image(APP, "one"));
        run(MigrationRequest.DEFAULT.with(Steps.ONE));

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> run(MigrationRequest.DEFAULT.with(Steps.THREE)))
                .withMessageContaining("step two");

        run(MigrationRequest.DEFAULT.with(Steps.TWO));
        assertThat(run(MigrationRequest.DEFAULT.with(Steps.THREE)).findings()).isEmpty();
    }

    @Test
    void childrenOfAnEarlierRunAreComparedToo() throws Exception {
        Digest child = tree.image(APP, "child");
        run(MigrationRequest.DEFAULT);
        tree.tag(APP, "good", tree.index(APP, child));
        tree.tag(APP, "sized", tree.indexDeclaring(APP, child, ClassicTree.IMAGE, 7));
        tree.tag(APP, "typed", tree.indexDeclaring(APP, child, "application/x", tree.size(child)));

        MigrationReport report = run(MigrationRequest.DEFAULT);

        assertThat(report.reasons())
                .containsOnlyKeys(MigrationReason.SIZE_CONTRADICTS, MigrationReason.TYPE_CONTRADICTS);
        assertThat(report.findings())
                .extracting(finding -> finding.detail())
                .containsExactlyInAnyOrder(
                        "it declares " + child + " with 7 bytes, but its stored size is " + tree.size(child),
                        "it declares " + child + " as type application/x, but its stored type is " + ClassicTree.IMAGE);
        assertThat(tagged(APP, "sized")).isPresent();
        assertThat(tagged(APP, "typed")).isPresent();
    }

    @Test
    void aSecondRunFindsNothingToDo() throws Exception {
        tree.tag(APP, "latest", tree.image(APP, "one"));
        run(MigrationRequest.DEFAULT);

        MigrationReport again = run(MigrationRequest.DEFAULT);

        assertThat(again.counts().unchanged()).isEqualTo(1);
        assertThat(again.counts().manifests()
                        + again.counts().tags()
                        + again.counts().links())
                .isZero();
        assertThat(again.counts().removed() + again.counts().reviewed()).isZero();
    }

    @Test
    void stepOneLeavesTagsToStepTwo() throws Exception {
        Digest first = tree.image(APP, "one");
        tree.tag(APP, "latest", first);
        run(MigrationRequest.DEFAULT.with(Steps.ONE));
        assertThat(tagged(APP, "latest")).isEmpty();
        assertThat(find(APP, first)).isPresent();

        Digest second = tree.image(APP, "two");
        tree.tag(APP, "latest", second);
        MigrationReport difference = run(MigrationRequest.DEFAULT.with(Steps.TWO));

        assertThat(difference.counts().manifests()).isEqualTo(1);
        assertThat(tagged(APP, "latest")).contains(second);
        assertThat(run(MigrationRequest.DEFAULT.with(Steps.TWO)).counts().unchanged())
                .isEqualTo(1);
    }

    @Test
    void followsMovesAndDeletionsOfTheOldRegistry() throws Exception {
        Digest first = tree.image(APP, "one");
        Digest second = tree.image(APP, "two");
        tree.tag(APP, "moved", first);
        tree.tag(APP, "deleted", first);
        tree.tag("gone", "latest", tree.image("gone", "three"));
        run(MigrationRequest.DEFAULT);

        tree.tag(APP, "moved", second);
        tree.untag(APP, "deleted", first);
        for (String key : keysOf("gone")) {
            tree.remove(key);
        }
        run(MigrationRequest.DEFAULT.with(Steps.TWO));

        assertThat(tagged(APP, "moved")).contains(second);
        assertThat(tagged(APP, "deleted")).isEmpty();
        assertThat(tagged("gone", "latest")).isEmpty();
    }

    @Test
    void neverUndoesWhatCameThroughThisRegistry() throws Exception {
        Digest first = tree.image(APP, "one");
        tree.tag(APP, "moved", first);
        tree.tag(APP, "deleted", first);
        run(MigrationRequest.DEFAULT);
        RepositoryName app = new RepositoryName(APP);
        StoredManifest kept = find(APP, first).orElseThrow();
        Digest second = tree.image(APP, "two");
        run(MigrationRequest.DEFAULT);
        metadata.tags().delete(app, new Tag("deleted"));
        retag(app, "moved", second);

        tree.tag(APP, "deleted", second);
        tree.tag(APP, "moved", tree.image(APP, "three"));
        run(MigrationRequest.DEFAULT);

        assertThat(tagged(APP, "moved")).contains(second);
        assertThat(tagged(APP, "deleted")).isEmpty();
        assertThat(find(APP, first)).contains(kept);
    }

    @Test
    void aDryRunWritesNothing() throws Exception {
        tree.tag(APP, "latest", tree.image(APP, "one"));
        tree.file(ClassicTree.currentLink(APP, "broken"), "");

        MigrationReport report = run(new MigrationRequest(Steps.ALL, true, "*", 2, false));

        assertThat(report.counts().manifests()).isEqualTo(1);
        assertThat(reasons(report)).containsExactly(MigrationReason.TAG_LINK_BROKEN);
        assertThat(metadata.repositories().list(ALL).items()).isEmpty();
        assertThat(migration.status()).isEmpty();
    }

    @Test
    void manyRepositoriesAreSharedAmongThreads() throws Exception {
        for (int i = 0; i < 300; i++) {
            String name = "group" + i % 7 + "/project" + i;
            tree.tag(name, "v" + i, tree.image(name, "image " + i));
        }

        MigrationReport report = run(new MigrationRequest(Steps.ALL, false, "*", 4, false));

        assertThat(report.counts().repositories()).isEqualTo(300);
        assertThat(report.counts().tags()).isEqualTo(300);
        assertThat(metadata.repositories().list(ALL).items()).hasSize(300);
        assertThat(run(MigrationRequest.DEFAULT).counts().unchanged()).isEqualTo(300);
    }

    @Test
    void importsThoseThatArePickedByName() throws Exception {
        tree.image(APP, "one");
        tree.image("team/other", "two");
        tree.image("else", "three");

        run(new MigrationRequest(Steps.ALL, false, "team/o*r", 2, false));

        assertThat(metadata.repositories().list(ALL).items()).containsExactly(new RepositoryName("team/other"));
    }

    @Test
    void nestedRepositoriesAreTheirOwn() throws Exception {
        tree.tag("a", "one", tree.image("a", "outer"));
        tree.tag("a/b", "two", tree.image("a/b", "inner"));
        tree.tag("a/0", "three", tree.image("a/0", "before"));

        assertThat(run(MigrationRequest.DEFAULT).counts().repositories()).isEqualTo(3);
        assertThat(tagged("a", "one")).isPresent();
        assertThat(tagged("a/b", "two")).isPresent();
        assertThat(tagged("a/0", "three")).isPresent();
    }

    @Test
    void whatNothingLinksIsReviewedAndPayloadsAreNot() throws Exception {
        tree.content("of nobody");
        tree.tag(APP, "latest", tree.image(APP, "one"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(run(MigrationRequest.DEFAULT).counts().reviewed()).isEqualTo(1);
        assertThat(run(MigrationRequest.DEFAULT).counts().reviewed()).isZero();
    }

    @Test
    void contentThatCameAfterTheImportGoesAtTheEndOfTheMove() throws Exception {
        tree.tag(APP, "latest", tree.image(APP, "one"));
        run(MigrationRequest.DEFAULT);
        tree.content("of a manifest that was deleted since");

        assertThat(migration.finish()).as("the payload, and that content").isEqualTo(2);
    }

    @Test
    void refusesStorageWithoutAnOldRegistryAndAMoveThatIsFinished() throws Exception {
        assertThatThrownBy(() -> run(MigrationRequest.DEFAULT))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("docker/registry/v2/repositories/");

        tree.image(APP, "one");
        run(MigrationRequest.DEFAULT);
        assertThat(migration.finish()).isPositive();
        assertThatThrownBy(() -> run(MigrationRequest.DEFAULT)).hasMessageContaining("finished");
    }

    @Test
    void theCurrentLinkSettlesWhatTimesDoNot() throws Exception {
        Digest first = tree.image(APP, "one");
        Digest second = tree.image(APP, "two");
        tree.tag(APP, "back", first);
        tree.tag(APP, "back", second);
        tree.file(ClassicTree.currentLink(APP, "back"), first.toString());
        clock.advance(Duration.ofHours(1));
        tree.file(ClassicTree.currentLink(APP, "back"), first.toString());

        run(MigrationRequest.DEFAULT);

        assertThat(tagged(APP, "back")).contains(first);
    }

    @Test
    void theLastRunIsRemembered() throws Exception {
        tree.file(ClassicTree.currentLink(APP, "broken"), "sha256:");
        run(MigrationRequest.DEFAULT);

        assertThat(migration.status()).hasValueSatisfying(status -> {
            assertThat(status.ended()).isPresent();
            assertThat(status.counts()).containsEntry("skipped", 1L);
            assertThat(status.findings()).hasSize(1);
        });
    }

    private MigrationReport run(MigrationRequest request) {
        return migration.run(request, MigrationListener.NONE);
    }

    private MigrationReport verify() {
        return migration.verify(MigrationRequest.DEFAULT, true, MigrationListener.NONE);
    }

    private static Stream<MigrationReason> reasons(MigrationReport report) {
        return report.findings().stream().map(finding -> finding.reason());
    }

    private Optional<StoredManifest> find(String repository, Digest digest) throws Exception {
        return metadata.manifests().find(new RepositoryName(repository), digest);
    }

    private Optional<Digest> tagged(String repository, String tag) throws Exception {
        return metadata.manifests()
                .find(new RepositoryName(repository), new Tag(tag))
                .map(found -> found.manifest().digest());
    }

    private List<String> keysOf(String repository) throws Exception {
        return storage.list("docker/registry/v2/repositories/" + repository + "/", ALL).items().stream()
                .map(object -> object.key().value())
                .toList();
    }

    private void retag(RepositoryName repository, String tag, Digest manifest) throws Exception {
        StoredManifest there = metadata.manifests().find(repository, manifest).orElseThrow();
        metadata.manifests()
                .put(
                        repository,
                        new NewManifest(
                                there.manifest(),
                                List.of(new Tag(tag)),
                                java.util.Set.of(),
                                MissingReferences.REFUSE,
                                Optional.empty(),
                                Optional.empty()));
    }
}
