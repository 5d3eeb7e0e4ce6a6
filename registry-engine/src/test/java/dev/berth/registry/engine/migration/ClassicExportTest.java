package dev.berth.registry.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.migration.MigrationFinding;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An export, read by an import into another registry. */
class ClassicExportTest {
    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    private static final String APP = "team/app";
    private static final PageRequest ALL = PageRequest.first(10_000);
    private static final MigrationRequest REQUEST = new MigrationRequest(Steps.ALL, false, "*", 1, false);

    private final TestClock clock = new TestClock();
    private InMemoryBlobStore storage = new InMemoryBlobStore(clock);
    private InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private int objects;

    @Test
    void writesPushedContent() throws Exception {
        Digest image = push(APP, "one", "latest", "v1");
        push("other", "two", "latest");

        MigrationReport report = export();

        assertThat(report.findings()).isEmpty();
        assertThat(report.counts().repositories()).isEqualTo(2);
        assertThat(report.counts().manifests()).isEqualTo(2);
        assertThat(report.counts().tags()).isEqualTo(3);
        assertThat(report.counts().blobs()).isEqualTo(4);
        assertThat(exported()).isEqualTo(here()).containsEntry(APP + ":v1", image.toString());
    }

    @Test
    void aRepetitionChangesNothing() throws Exception {
        push(APP, "one", "latest");
        export();
        Map<String, Long> files = files();

        MigrationReport again = export();

        assertThat(again.counts().unchanged()).isEqualTo(1);
        assertThat(again.counts().manifests()
                        + again.counts().tags()
                        + again.counts().links()
                        + again.counts().blobs()
                        + again.counts().removed())
                .isZero();
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void deletionsAfterTheEndOfTheMoveAreExportedOnce() throws Exception {
        ClassicTree tree = new ClassicTree(storage, clock);
        Digest first = tree.image(APP, "first");
        tree.tag(APP, "deleted", first);
        tree.tag(APP, "kept", first);
        tree.tag("gone", "latest", tree.image("gone", "second"));
        importHere();
        migration(storage).finish();
        metadata.tags().delete(new RepositoryName(APP), new Tag("deleted"));
        metadata.repositories().delete(new RepositoryName("gone"));
        clock.advance(Duration.ofMinutes(5));

        MigrationReport report = export();

        assertThat(report.findings()).isEmpty();
        assertThat(exported())
                .isEqualTo(here())
                .containsKey(APP + ":kept")
                .doesNotContainKeys(APP + ":deleted", "gone:latest");

        tree.tag("later", "one", tree.image("later", "one"));
        tree.tag(APP, "later", first);
        clock.advance(Duration.ofMinutes(5));
        export();
        assertThat(exported()).containsKeys("later:one", APP + ":later");
    }

    @Test
    void addsTheDifferenceToAnImportedRegistry() throws Exception {
        ClassicTree tree = new ClassicTree(storage, clock);
        Digest first = tree.image(APP, "first");
        tree.tag(APP, "moved", first);
        tree.tag(APP, "deleted", first);
        tree.tag(APP, "kept", first);
        tree.tag("gone", "latest", tree.image("gone", "second"));
        importHere();
        Digest pushed = push(APP, "pushed", "moved", "new");
        metadata.tags().delete(new RepositoryName(APP), new Tag("deleted"));
        metadata.repositories().delete(new RepositoryName("gone"));
        clock.advance(Duration.ofMinutes(5));

        MigrationReport report = export();

        assertThat(report.findings()).isEmpty();
        assertThat(report.counts().removed()).isPositive();
        assertThat(exported())
                .isEqualTo(here())
                .containsEntry(APP + ":moved", pushed.toString())
                .doesNotContainKey(APP + ":deleted");
        assertThat(storage.list(ClassicLayout.folder("gone"), ALL).items()).isEmpty();
        assertThat(importHere().counts().tags()).isZero();
        assertThat(exported()).isEqualTo(here());
    }

    @Test
    void changesOfTheOldRegistryAreNotOverwritten() throws Exception {
        ClassicTree tree = new ClassicTree(storage, clock);
        Digest first = tree.image(APP, "first");
        Digest second = tree.image(APP, "second");
        tree.tag(APP, "moved", first);
        tree.tag(APP, "deleted", first);
        importHere();
        tree.tag(APP, "moved", second);
        tree.untag(APP, "deleted", first);
        tree.tag(APP, "new", second);
        tree.tag("unknown", "latest", tree.image("unknown", "third"));

        MigrationReport report = export();

        assertThat(report.findings())
                .extracting(MigrationFinding::reason, MigrationFinding::item)
                .containsExactlyInAnyOrder(
                        tuple(MigrationReason.CHANGED_IN_SOURCE, "moved"),
                        tuple(MigrationReason.CHANGED_IN_SOURCE, "deleted"),
                        tuple(MigrationReason.KEPT_IN_SOURCE, "new"));
        assertThat(exported())
                .containsEntry(APP + ":moved", second.toString())
                .containsKey("unknown:latest")
                .doesNotContainKey(APP + ":deleted");
    }

    @Test
    void missingContentIsReported() throws Exception {
        push(APP, "one", "latest");
        metadata.migration().exports().blobs(new RepositoryName(APP), ALL).items().stream()
                .map(blob -> blob.key())
                .limit(1)
                .forEach(key -> storage.delete(List.of(key)));

        MigrationReport report = export();

        assertThat(report.reasons()).isEqualTo(Map.of(MigrationReason.CONTENT_MISSING, 1L));
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void aDryRunCountsAndWritesNothing() throws Exception {
        push(APP, "one", "latest");
        Map<String, Long> files = files();

        MigrationReport report =
                migration(storage).export(new MigrationRequest(Steps.ALL, true, "*", 1, false), MigrationListener.NONE);

        assertThat(report.counts().blobs()).isEqualTo(2);
        assertThat(report.counts().bytes()).isPositive();
        assertThat(files()).isEqualTo(files);
        assertThat(migration(storage).status()).isEmpty();
    }

    @Test
    void refusesAnOldRegistryThatWasNotImported() throws Exception {
        new ClassicTree(storage, clock).image(APP, "one");

        assertThatThrownBy(this::export)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("registry database import");
    }

    @Test
    void servesAfterAnInterruptedExport() throws Exception {
        push(APP, "one", "latest");
        assertThat(MigrationEngine.hasEnded(metadata.migration())).isFalse();
        assertThatThrownBy(() -> migration(failing(new int[] {2})).export(REQUEST, MigrationListener.NONE))
                .hasStackTraceContaining("killed");

        assertThat(MigrationEngine.hasEnded(metadata.migration())).isTrue();
        assertThat(export().findings()).isEmpty();
    }

    @Test
    void goesOnWhereItWasKilled() throws Exception {
        int calls = 0;
        boolean killed = true;
        while (killed) {
            storage = new InMemoryBlobStore(clock);
            metadata = new InMemoryMetadataStore(clock);
            prepare();
            int[] left = {calls++};
            try {
                migration(failing(left)).export(REQUEST, MigrationListener.NONE);
                killed = false;
            } catch (AssertionError | IllegalStateException e) {
                assertThat(e).hasStackTraceContaining("killed");
            }
            assertThat(export().findings()).isEmpty();
            assertThat(exported()).as("killed at call %d", calls).isEqualTo(here());
        }
        assertThat(calls).isGreaterThan(15);
    }

    private void prepare() throws Exception {
        ClassicTree tree = new ClassicTree(storage, clock);
        Digest first = tree.image(APP, "first");
        tree.tag(APP, "moved", first);
        tree.tag(APP, "deleted", first);
        importHere();
        push(APP, "pushed", "moved");
        metadata.tags().delete(new RepositoryName(APP), new Tag("deleted"));
        clock.advance(Duration.ofMinutes(5));
    }

    /** Storage that ends the process at a call. */
    private BlobStore failing(int[] callsLeft) {
        Object proxy = Proxy.newProxyInstance(
                BlobStore.class.getClassLoader(), new Class<?>[] {BlobStore.class}, (self, method, arguments) -> {
                    if (!method.getName().equals("capabilities") && callsLeft[0]-- == 0) {
                        throw new AssertionError("killed");
                    }
                    try {
                        return method.invoke(storage, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (BlobStore) proxy;
    }

    private MigrationReport export() {
        return migration(storage).export(REQUEST, MigrationListener.NONE);
    }

    private MigrationReport importHere() {
        return migration(storage).run(REQUEST, MigrationListener.NONE);
    }

    private MigrationEngine migration(BlobStore with) {
        return new MigrationEngine(metadata.migration(), metadata, with, clock, Duration.ZERO);
    }

    /** Tags and manifests that another registry imports. */
    private Map<String, String> exported() throws Exception {
        InMemoryMetadataStore other = new InMemoryMetadataStore(clock);
        MigrationEngine reader = new MigrationEngine(other.migration(), other, storage, clock, Duration.ZERO);
        assertThat(reader.run(REQUEST, MigrationListener.NONE).findings()).isEmpty();
        return content(other);
    }

    private Map<String, String> here() throws Exception {
        return content(metadata);
    }

    private static Map<String, String> content(InMemoryMetadataStore of) throws Exception {
        Map<String, String> content = new TreeMap<>();
        for (RepositoryName name : of.repositories().list(ALL).items()) {
            of.migration()
                    .exports()
                    .tags(name, ALL)
                    .items()
                    .forEach(tag ->
                            content.put(name + ":" + tag.tag(), tag.digest().toString()));
            of.migration()
                    .exports()
                    .manifests(name, ALL)
                    .items()
                    .forEach(manifest -> content.put(name + "@" + manifest, ""));
            of.migration()
                    .exports()
                    .blobs(name, ALL)
                    .items()
                    .forEach(blob -> content.put(name + "/" + blob.digest(), String.valueOf(blob.size())));
        }
        return content;
    }

    private Map<String, Long> files() {
        Map<String, Long> files = new TreeMap<>();
        storage.list("", ALL)
                .items()
                .forEach(object -> files.put(object.key() + " " + object.modified(), object.size()));
        return files;
    }

    /** An image of a config and a layer, under keys of their own. */
    private Digest push(String repository, String name, String... tags) throws Exception {
        RepositoryName target = new RepositoryName(repository);
        String configText = "config of " + name;
        String layerText = "layer of " + name;
        Digest config = blob(target, configText);
        Digest layer = blob(target, layerText);
        ByteBuffer content = bytes("{\"schemaVersion\":2,\"mediaType\":\"" + IMAGE + "\",\"config\":"
                + descriptor(config, configText) + ",\"layers\":[" + descriptor(layer, layerText) + "]}");
        Digest digest = Digest.compute(DigestAlgorithm.SHA256, content);
        metadata.manifests()
                .put(
                        target,
                        new NewManifest(
                                new Manifest(digest, new MediaType(IMAGE), content),
                                List.of(tags).stream().map(Tag::new).toList(),
                                Set.of(
                                        new ManifestReference(config, Target.BLOB),
                                        new ManifestReference(layer, Target.BLOB)),
                                MissingReferences.REFUSE,
                                Optional.empty(),
                                Optional.empty()));
        return digest;
    }

    private static String descriptor(Digest digest, String text) {
        return "{\"mediaType\":\"application/octet-stream\",\"digest\":\"" + digest + "\",\"size\":" + text.length()
                + "}";
    }

    private Digest blob(RepositoryName repository, String text) throws Exception {
        ByteBuffer content = bytes(text);
        Digest digest = Digest.compute(DigestAlgorithm.SHA256, content);
        StorageKey key = new StorageKey("object" + objects++);
        try (BlobWriter writer = storage.writer(key)) {
            writer.write(content.duplicate());
            writer.commit();
        }
        metadata.uploads().finish(new FinishedUpload(repository, Optional.empty(), digest, content.remaining(), key));
        return digest;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
