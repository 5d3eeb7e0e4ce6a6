package dev.berth.registry.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tags whose times settle nothing: with and without the MD5 of their links. */
class LinkContentTest {
    private static final String APP = "team/app";
    private static final MigrationRequest READ_TAGS = new MigrationRequest(Steps.ALL, false, "*", 1, true);

    private final TestClock clock = new TestClock();
    private final InMemoryBlobStore files = new InMemoryBlobStore(clock);
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final ClassicTree tree = new ClassicTree(files, clock);

    @Test
    void aLinkWhoseMd5IsListedIsNotRead() throws Exception {
        Digest first = tagThatMovedBack("back");
        CountedStorage storage = CountedStorage.withMd5(files);

        assertThat(run(storage, MigrationRequest.DEFAULT).isComplete()).isTrue();

        assertThat(tagged("back")).contains(first);
        assertThat(storage.readLinks()).isEmpty();
        assertThat(run(storage, READ_TAGS).isComplete()).isTrue();
        assertThat(storage.readLinks()).isEmpty();
    }

    @Test
    void aLinkToAManifestTheTagDidNotNameOnceIsNotRead() throws Exception {
        Digest first = tree.image(APP, "one");
        Digest second = tree.image(APP, "two");
        tree.tag(APP, "odd", first);
        tree.file(ClassicTree.currentLink(APP, "odd"), second.toString());
        CountedStorage storage = CountedStorage.withMd5(files);

        run(storage, MigrationRequest.DEFAULT);

        assertThat(tagged("odd")).contains(second);
        assertThat(storage.readLinks()).isEmpty();
    }

    @Test
    void aLinkToNoManifestOfTheRepositoryIsRead() throws Exception {
        Digest first = tree.image(APP, "one");
        tree.tag(APP, "gone", first);
        Digest other = tree.image("team/other", "other");
        tree.file(ClassicTree.currentLink(APP, "gone"), other.toString());
        CountedStorage storage = CountedStorage.withMd5(files);

        MigrationReport report = run(storage, MigrationRequest.DEFAULT);

        assertThat(report.findings())
                .extracting(finding -> finding.reason())
                .containsExactly(MigrationReason.TAG_TARGET_MISSING);
        assertThat(storage.readLinks()).containsExactly(ClassicTree.currentLink(APP, "gone"));
    }

    @Test
    void withoutMd5TheTimesSettleWhatTheyCan() throws Exception {
        Digest first = tagThatMovedBack("back");
        Digest plain = tree.image(APP, "plain");
        tree.tag(APP, "plain", plain);
        CountedStorage storage = CountedStorage.encrypted(files);

        run(storage, MigrationRequest.DEFAULT);

        assertThat(tagged("back")).contains(first);
        assertThat(tagged("plain")).contains(plain);
        assertThat(storage.readLinks()).containsExactly(ClassicTree.currentLink(APP, "back"));
    }

    @Test
    void aTagMovedWithinTheResolutionOfTimesIsAChange() throws Exception {
        Digest first = tree.image(APP, "one");
        Digest second = tree.image(APP, "two");
        tree.tag(APP, "moved", first);
        CountedStorage storage = CountedStorage.withMd5(files);
        run(storage, MigrationRequest.DEFAULT);
        tree.file(ClassicTree.currentLink(APP, "moved"), second.toString());

        run(storage, MigrationRequest.DEFAULT);

        assertThat(tagged("moved")).contains(second);
    }

    private Digest tagThatMovedBack(String tag) throws Exception {
        Digest first = tree.image(APP, "one");
        Digest second = tree.image(APP, "two");
        tree.tag(APP, tag, first);
        tree.tag(APP, tag, second);
        clock.advance(Duration.ofHours(1));
        tree.file(ClassicTree.currentLink(APP, tag), first.toString());
        return first;
    }

    private MigrationReport run(CountedStorage storage, MigrationRequest request) {
        return new MigrationEngine(metadata.migration(), metadata, storage.store(), clock, Duration.ZERO)
                .run(request, MigrationListener.NONE);
    }

    private Optional<Digest> tagged(String tag) throws StoreException {
        return metadata.manifests()
                .find(new RepositoryName(APP), new Tag(tag))
                .map(found -> found.manifest().digest());
    }
}
