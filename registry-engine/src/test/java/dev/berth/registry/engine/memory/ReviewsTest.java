package dev.berth.registry.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.Reviews.Candidate;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.FinishedUpload;
import dev.berth.registry.spi.ManifestReference;
import dev.berth.registry.spi.ManifestReference.Target;
import dev.berth.registry.spi.MetadataStore;
import dev.berth.registry.spi.NewManifest;
import dev.berth.registry.spi.NewManifest.MissingReferences;
import dev.berth.registry.spi.NewUpload;
import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes garbage is noted when it does, for a collector to come. */
final class ReviewsTest {
    private static final RepositoryName APP = new RepositoryName("app");

    private final TestClock clock = new TestClock();
    private final Ledger ledger = new Ledger(clock);
    private final MetadataStore store = new InMemoryMetadataStore(ledger);

    @Test
    void aNewBlobWaitsForItsManifest() throws Exception {
        blob(1);

        assertThat(ledger.reviews.candidates())
                .containsOnlyKeys(new Candidate.OfLink(APP, digest(1)))
                .containsValue(clock.instant());
    }

    @Test
    void aManifestWithoutANameIsLookedAt() throws Exception {
        put(10, Set.of());
        put(11, Set.of(), "v1");

        assertThat(ledger.reviews.candidates()).containsOnlyKeys(new Candidate.OfManifest(APP, digest(10)));
    }

    @Test
    void aManifestThatLosesItsNameIsLookedAt() throws Exception {
        put(10, Set.of(), "moved");
        put(11, Set.of(), "deleted");
        clock.advance(Duration.ofHours(1));
        put(12, Set.of(), "moved");
        store.tags().delete(APP, new Tag("deleted"));

        assertThat(ledger.reviews.candidates())
                .containsOnlyKeys(new Candidate.OfManifest(APP, digest(10)), new Candidate.OfManifest(APP, digest(11)))
                .containsValue(clock.instant());
    }

    @Test
    void whatADeletedManifestHeldIsLookedAt() throws Exception {
        blob(1);
        put(10, Set.of(), "child");
        put(
                11,
                Set.of(
                        new ManifestReference(digest(1), Target.BLOB),
                        new ManifestReference(digest(10), Target.MANIFEST_OR_BLOB)),
                "index");
        store.tags().delete(APP, new Tag("child"));
        clock.advance(Duration.ofHours(1));

        store.manifests().delete(APP, digest(11));

        assertThat(ledger.reviews.candidates())
                .containsEntry(new Candidate.OfLink(APP, digest(1)), clock.instant())
                .containsEntry(new Candidate.OfManifest(APP, digest(10)), clock.instant());
    }

    @Test
    void aBlobThatNobodyHasIsLookedAt() throws Exception {
        blob(1);
        blob(2);
        store.blobLinks().mount(new RepositoryName("other"), APP, digest(2));

        store.repositories().delete(APP);

        assertThat(ledger.reviews.candidates())
                .containsKey(new Candidate.OfBlob(digest(1)))
                .doesNotContainKey(new Candidate.OfBlob(digest(2)));
    }

    @Test
    void objectsNobodyHasAreDeleted() throws Exception {
        blob(1);
        store.uploads().finish(upload(1, new StorageKey("duplicate")));
        store.uploads().abandon(new StorageKey("abandoned"));
        NewUpload session = new NewUpload(
                APP,
                new UploadId("01234567-89ab-cdef-0123-456789abcdef"),
                new StorageKey("cancelled"),
                DigestAlgorithm.SHA256,
                clock.instant().plusSeconds(60));
        store.uploads().start(session);
        store.uploads().cancel(APP, session.id());

        assertThat(ledger.reviews.deletions().keySet())
                .extracting(StorageKey::value)
                .containsExactlyInAnyOrder("duplicate", "abandoned", "cancelled");
    }

    private void blob(int content) throws StoreException {
        store.uploads().finish(upload(content, new StorageKey("key" + content)));
    }

    private static FinishedUpload upload(int content, StorageKey key) {
        return new FinishedUpload(APP, Optional.empty(), digest(content), 1, key);
    }

    private void put(int content, Set<ManifestReference> references, String... tags) throws StoreException {
        Manifest manifest =
                new Manifest(digest(content), MediaType.OCI_MANIFEST, ByteBuffer.wrap(new byte[] {(byte) content}));
        List<Tag> names = List.of(tags).stream().map(Tag::new).toList();
        store.manifests()
                .put(
                        APP,
                        new NewManifest(
                                manifest,
                                names,
                                references,
                                MissingReferences.REFUSE,
                                Optional.empty(),
                                Optional.empty()));
    }

    private static Digest digest(int content) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(new byte[] {(byte) content}));
    }
}
