package dev.berth.registry.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.manifest.KindTable;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.migration.MigrationFinding;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.migration.ImportFinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Broken things as real registries have them, each beside a sound image: reported for its reason, whatever the steps.
 */
class BrokenTreeTest {
    private static final String APP = "team/app";
    private static final String DIGESTS = "sha256:" + "ab".repeat(32);

    private final TestClock clock = new TestClock();
    private final InMemoryBlobStore storage = new InMemoryBlobStore(clock);
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final ClassicTree tree = new ClassicTree(storage, clock);
    private final MigrationEngine migration =
            new MigrationEngine(metadata.migration(), metadata, storage, clock, Duration.ZERO);

    interface Damage {
        void to(ClassicTree tree) throws Exception;
    }

    /** Its functions and lists do not change. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Case {
        TAG_WITHOUT_CURRENT(
                tree -> {
                    Digest image = tree.image(APP, "x");
                    tree.tag(APP, "bad", image);
                    tree.remove(ClassicTree.currentLink(APP, "bad"));
                },
                MigrationReason.TAG_LINK_MISSING),
        TAG_EMPTY(tree -> tree.file(ClassicTree.currentLink(APP, "bad"), ""), MigrationReason.TAG_LINK_BROKEN),
        TAG_CORRUPT(
                tree -> tree.file(ClassicTree.currentLink(APP, "bad"), "x".repeat(71)),
                MigrationReason.TAG_LINK_BROKEN),
        TAG_OF_NOTHING(
                tree -> tree.file(ClassicTree.currentLink(APP, "bad"), DIGESTS), MigrationReason.TAG_TARGET_MISSING),
        REVISION_LINK_EMPTY(
                tree -> {
                    Digest image = tree.image(APP, "x");
                    tree.file(ClassicTree.revisionLink(APP, image), "");
                },
                MigrationReason.REVISION_LINK_BROKEN),
        MANIFEST_WITHOUT_CONTENT(
                tree -> {
                    Digest image = tree.image(APP, "x");
                    tree.tag(APP, "bad", image);
                    tree.remove(ClassicLayout.blob(image).value());
                },
                MigrationReason.MANIFEST_MISSING,
                MigrationReason.TAG_TARGET_SKIPPED),
        MANIFEST_EMPTY(
                tree -> {
                    Digest image = tree.image(APP, "x");
                    tree.file(ClassicLayout.blob(image).value(), "");
                },
                MigrationReason.MANIFEST_EMPTY),
        MANIFEST_OF_YAML(tree -> tree.manifest(APP, "schemaVersion: 2"), MigrationReason.MANIFEST_INVALID),
        MANIFEST_OF_SCHEMA_1(
                tree -> tree.manifest(APP, "{\"schemaVersion\":1,\"name\":\"x\"}"), MigrationReason.MANIFEST_INVALID),
        MANIFEST_OF_UNKNOWN_TYPE(
                tree -> tree.manifest(APP, "{\"schemaVersion\":2,\"mediaType\":\"application/x+json\"}"),
                MigrationReason.MANIFEST_INVALID),
        MANIFEST_DAMAGED(
                tree -> {
                    Digest image = tree.image(APP, "x");
                    tree.file(ClassicLayout.blob(image).value(), "{}");
                },
                MigrationReason.DIGEST_MISMATCH),
        UNKNOWN_ALGORITHM(
                tree -> tree.file(
                        "docker/registry/v2/repositories/" + APP + "/_manifests/revisions/md5/abcd/link", "md5:abcd"),
                MigrationReason.ALGORITHM_UNSUPPORTED),
        CONFIG_NOT_LINKED(
                tree -> tree.image(APP, tree.content("config"), tree.blob(APP, "layer")),
                MigrationReason.CONFIG_NOT_LINKED),
        CONFIG_MISSING(tree -> tree.image(APP, Digest.of(DIGESTS)), MigrationReason.CONFIG_MISSING),
        LAYER_NOT_LINKED(
                tree -> tree.tag(APP, "good", tree.image(APP, tree.blob(APP, "config"), tree.content("layer"))),
                MigrationReason.LAYER_NOT_LINKED),
        LAYER_LINK_EMPTY(
                tree -> {
                    Digest layer = tree.content("layer");
                    tree.file(ClassicTree.layerLink(APP, layer), "");
                    tree.tag(APP, "good", tree.image(APP, tree.blob(APP, "config"), layer));
                },
                MigrationReason.LAYER_LINK_BROKEN,
                MigrationReason.LAYER_NOT_LINKED),
        LAYER_WITHOUT_CONTENT(
                tree -> {
                    Digest layer = tree.blob(APP, "layer");
                    tree.image(APP, tree.blob(APP, "config"), layer);
                    tree.remove(ClassicLayout.blob(layer).value());
                },
                MigrationReason.LAYER_MISSING,
                MigrationReason.LAYER_MISSING),
        CHILD_MISSING(
                tree -> tree.tag(APP, "good", tree.index(APP, tree.image(APP, "x"), Digest.of(DIGESTS))),
                MigrationReason.CHILD_MISSING),
        CHILD_IS_A_BLOB(
                tree -> tree.tag(APP, "good", tree.index(APP, tree.image(APP, "x"), tree.blob(APP, "layer"))),
                MigrationReason.CHILD_MISSING),
        WRONG_SIZES(
                tree -> tree.tag(
                        APP,
                        "good",
                        tree.manifest(
                                APP,
                                "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/x\",\"size\":6,\"digest\":\""
                                        + tree.blob(APP, "config")
                                        + "\"},\"layers\":[{\"mediaType\":\"application/x\",\"size\":99,\"digest\":\""
                                        + tree.blob(APP, "layer") + "\"}]}")),
                MigrationReason.SIZE_CONTRADICTS),
        TYPE_OF_CHILD(
                tree -> {
                    Digest child = tree.image(APP, "x");
                    tree.tag(APP, "good", tree.indexDeclaring(APP, child, "application/x", tree.size(child)));
                },
                MigrationReason.TYPE_CONTRADICTS),
        LENGTH_OF_CHILD(
                tree -> {
                    Digest child = tree.image(APP, "x");
                    tree.tag(APP, "good", tree.indexDeclaring(APP, child, ClassicTree.IMAGE, 5));
                },
                MigrationReason.SIZE_CONTRADICTS),
        REVISION_LINK_CUT(
                tree -> {
                    Digest image = tree.image(APP, "x");
                    tree.tag(APP, "bad", image);
                    tree.file(ClassicTree.revisionLink(APP, image), "sha256:ab");
                },
                MigrationReason.REVISION_LINK_BROKEN,
                MigrationReason.TAG_TARGET_MISSING),
        LAYER_LINK_CUT(
                tree -> {
                    Digest layer = tree.content("layer");
                    tree.file(ClassicTree.layerLink(APP, layer), "sha256:ab");
                    tree.tag(APP, "good", tree.image(APP, tree.blob(APP, "config"), layer));
                },
                MigrationReason.LAYER_LINK_BROKEN,
                MigrationReason.LAYER_NOT_LINKED),
        CHILD_BROKEN(
                tree -> {
                    Digest child = tree.image(APP, "x");
                    tree.tag(APP, "good", tree.index(APP, tree.image(APP, "y"), child));
                    tree.file(ClassicLayout.blob(child).value(), "");
                },
                MigrationReason.MANIFEST_EMPTY),
        TYPES_UNKNOWN(tree -> tree.tag(
                APP,
                "good",
                tree.manifest(
                        APP,
                        "{\"schemaVersion\":2,\"artifactType\":\"application/x-any\",\"config\":{\"mediaType\":"
                                + "\"application/x-config\",\"size\":6,\"digest\":\"" + tree.blob(APP, "config")
                                + "\"},\"layers\":[{\"mediaType\":\"x-none/y\",\"size\":5,\"digest\":\""
                                + tree.blob(APP, "layer") + "\"}]}"))),
        TAGGED_REFERRER(tree -> {
            Digest image = tree.image(APP, "x");
            tree.tag(
                    APP,
                    "sha256-" + image.hex(),
                    tree.manifest(
                            APP,
                            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                                    + "\"subject\":{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"size\":9,"
                                    + "\"digest\":\"" + image
                                    + "\"},\"config\":{\"mediaType\":\"application/x\",\"size\":6,"
                                    + "\"digest\":\"" + tree.blob(APP, "config") + "\"},\"layers\":[]}"));
            tree.tag(APP, "good", image);
        }),
        INDEX_OF_INDEX(tree -> tree.tag(APP, "good", tree.index(APP, tree.index(APP, tree.image(APP, "x"))))),
        INDEX_OF_BLOBS(tree -> tree.tag(
                APP,
                "good",
                tree.indexDeclaring(APP, tree.blob(APP, "cache"), "application/vnd.oci.image.layer.v1.tar+gzip", 5))),
        TYPELESS(tree -> tree.tag(
                APP,
                "good",
                tree.manifest(
                        APP,
                        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"application/x\",\"size\":3,\"digest\":\""
                                + tree.blob(APP, "any") + "\"}]}"))),
        WITHOUT_TAGS(tree -> tree.image("untagged", "x")),
        WITHOUT_MANIFESTS(tree -> tree.blob("blobs-only", "x")),
        STRAY_BLOB(
                tree -> tree.file("docker/registry/v2/blobs/sha256/ab/nonsense/data", "x"), MigrationReason.STRAY_FILE),
        STRAY_FILE(tree -> tree.file("docker/registry/v2/repositories/README", "x"), MigrationReason.STRAY_FILE),
        NAME_REFUSED(tree -> tree.image("Upper/Case", "x"), MigrationReason.NAME_INVALID),
        TAG_REFUSED(tree -> tree.file(ClassicTree.currentLink(APP, "-bad"), DIGESTS), MigrationReason.NAME_INVALID),
        UNFINISHED_UPLOAD(tree -> tree.file("docker/registry/v2/repositories/" + APP + "/_uploads/1/data", "x"));

        private final Damage damage;
        private final List<MigrationReason> expected;

        Case(Damage damage, MigrationReason... expected) {
            this.damage = damage;
            this.expected = Stream.of(expected).sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isReportedAndDisturbsNothing(Case broken) throws Exception {
        Digest sound = tree.image(APP, "sound");
        tree.tag(APP, "sound", sound);
        broken.damage.to(tree);

        assertThat(found(new MigrationRequest(Steps.ALL, true, "*", 2, false))).isEqualTo(broken.expected);
        assertThat(found(MigrationRequest.DEFAULT)).isEqualTo(broken.expected);

        assertThat(metadata.manifests().find(new RepositoryName(APP), new Tag("sound")))
                .isPresent();
        assertThat(metadata.manifests().find(new RepositoryName(APP), new Tag("bad")))
                .isEmpty();
        for (Invariant invariant : Invariant.values()) {
            assertThat(metadata.audit().breaches(invariant, 10))
                    .as("%s", invariant)
                    .isEmpty();
        }
        assertThat(migration
                        .verify(MigrationRequest.DEFAULT, true, MigrationListener.NONE)
                        .reasons())
                .doesNotContainKey(MigrationReason.NOT_AS_IN_SOURCE);
    }

    @ParameterizedTest
    @EnumSource
    void isReportedInStepsToo(Case broken) throws Exception {
        fill(broken);

        Set<MigrationReason> found = new HashSet<>(found(MigrationRequest.DEFAULT.with(Steps.ONE)));
        found.addAll(found(MigrationRequest.DEFAULT.with(Steps.TWO)));

        assertThat(found).isEqualTo(Set.copyOf(broken.expected));
        assertImported(broken);
    }

    /** A takeover lists no folder of blobs: it does not see files that belong to none of its repositories. */
    @ParameterizedTest
    @EnumSource
    void isReportedInATakeoverToo(Case broken) throws Exception {
        fill(broken);
        ClassicSource source =
                new ClassicSource(metadata.migration(), storage, KindTable.defaults(), clock, Duration.ZERO);
        List<RepositoryName> names = new ArrayList<>();

        List<ImportFinding> found = new ArrayList<>(source.names(names::addAll));
        for (RepositoryName name : names) {
            found.addAll(source.importRepository(name).findings());
        }

        assertThat(found.stream()
                        .map(finding -> MigrationReason.valueOf(finding.reason()))
                        .sorted())
                .isEqualTo(broken.expected.stream()
                        .filter(reason -> reason != MigrationReason.STRAY_FILE)
                        .toList());
        assertImported(broken);
    }

    /** Remarks are those of an import, and folders of blobs are not listed. */
    @ParameterizedTest
    @EnumSource
    void isReportedByAVerificationToo(Case broken) throws Exception {
        fill(broken);
        found(MigrationRequest.DEFAULT);

        MigrationReport report = migration.verify(MigrationRequest.DEFAULT, true, MigrationListener.NONE);

        assertThat(report.reasons()).doesNotContainKey(MigrationReason.NOT_AS_IN_SOURCE);
        assertThat(report.reasons().keySet())
                .as("%s", report.findings())
                .isEqualTo(broken.expected.stream()
                        .filter(MigrationReason::isSkipped)
                        .filter(reason -> broken != Case.STRAY_BLOB)
                        .collect(Collectors.toSet()));
    }

    @Test
    void damagedContentIsReportedByADeepVerification() throws Exception {
        Digest layer = tree.blob(APP, "layer");
        tree.tag(APP, "good", tree.image(APP, tree.blob(APP, "config"), layer));
        found(MigrationRequest.DEFAULT);
        tree.file(ClassicLayout.blob(layer).value(), "LAYER");

        assertThat(migration
                        .verify(MigrationRequest.DEFAULT, false, MigrationListener.NONE)
                        .reasons())
                .isEmpty();
        assertThat(migration
                        .verify(MigrationRequest.DEFAULT, true, MigrationListener.NONE)
                        .reasons())
                .containsOnlyKeys(MigrationReason.DIGEST_MISMATCH);
    }

    private void fill(Case broken) throws Exception {
        tree.tag(APP, "sound", tree.image(APP, "sound"));
        broken.damage.to(tree);
    }

    private void assertImported(Case broken) throws Exception {
        assertThat(metadata.manifests().find(new RepositoryName(APP), new Tag("sound")))
                .isPresent();
        assertThat(metadata.manifests().find(new RepositoryName(APP), new Tag("bad")))
                .isEmpty();
        boolean isTagged = storage.size(new StorageKey(ClassicTree.currentLink(APP, "good")))
                .isPresent();
        assertThat(metadata.manifests()
                        .find(new RepositoryName(APP), new Tag("good"))
                        .isPresent())
                .as("%s", broken)
                .isEqualTo(isTagged);
    }

    private List<MigrationReason> found(MigrationRequest request) {
        List<MigrationFinding> findings =
                migration.run(request, MigrationListener.NONE).findings();
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.repository() + finding.item()).isNotEmpty();
            assertThat(finding.detail()).isNotEmpty();
        });
        return findings.stream().map(finding -> finding.reason()).sorted().toList();
    }
}
