package dev.berth.registry.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.OfBlob;
import dev.berth.registry.maintenance.Reviewable.OfLink;
import dev.berth.registry.maintenance.Reviewable.OfManifest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way to break a ledger is found, and found as what it is. */
final class BreachesTest {
    private static final RepositoryName APP = new RepositoryName("app");
    private static final RepositoryName OTHER = new RepositoryName("other");
    private static final Digest LAYER = digest("layer");
    private static final Digest IMAGE = digest("image");
    private static final StorageKey KEY = new StorageKey("key");

    private final TestClock clock = new TestClock();
    private final MemoryTables tables = new MemoryTables(clock);
    private final MetadataStore store = new InMemoryMetadataStore(tables);

    /** A tagged image of one layer, and nothing under review. */
    @BeforeEach
    void pushAnImage() throws StoreException {
        store.uploads().finish(new FinishedUpload(APP, Optional.empty(), LAYER, 5, KEY));
        Manifest image = new Manifest(IMAGE, MediaType.OCI_MANIFEST, ByteBuffer.wrap(new byte[5]));
        store.manifests()
                .put(
                        APP,
                        new NewManifest(
                                image,
                                List.of(new Tag("v1")),
                                Set.of(new ManifestReference(LAYER, Target.BLOB)),
                                MissingReferences.REFUSE,
                                Optional.empty(),
                                Optional.empty()));
        tables.reviews.end(new OfLink(APP, LAYER));
        assertThat(found()).isEmpty();
    }

    @Test
    void findsALayerWithoutLink() {
        app().links.remove(LAYER, (thing, touched) -> {});
        tables.blobs.remove(LAYER);

        assertThat(found()).containsExactly(breach(Invariant.REFERENCE_PRESENT, APP, LAYER));
    }

    @Test
    void findsATagOfNothing() {
        app().manifests.remove(IMAGE);

        assertThat(found()).containsExactly(breach(Invariant.TAG_NAMES_MANIFEST, APP, IMAGE));
    }

    @Test
    void findsALinkToNothing() {
        tables.blobs.remove(LAYER);

        assertThat(found())
                .containsExactlyInAnyOrder(
                        breach(Invariant.LINK_LEADS_TO_BLOB, APP, LAYER),
                        breach(Invariant.LINK_KNOWN_TO_BOTH, APP, LAYER));
    }

    @Test
    void findsALinkThatContradictsItsBlob() {
        replaceBlob(6, KEY);
        assertThat(found()).containsExactly(breach(Invariant.LINK_LEADS_TO_BLOB, APP, LAYER));

        replaceBlob(5, new StorageKey("another"));
        assertThat(found()).containsExactly(breach(Invariant.LINK_LEADS_TO_BLOB, APP, LAYER));
    }

    private void replaceBlob(long size, StorageKey key) {
        tables.blobs.remove(LAYER);
        tables.blobs.findOrCreate(LAYER, size, key).holders().put(APP.value(), APP);
    }

    @Test
    void findsAHolderWithoutLink() {
        tables.blobs.find(LAYER).orElseThrow().holders().put(OTHER.value(), OTHER);

        assertThat(found()).containsExactly(breach(Invariant.LINK_KNOWN_TO_BOTH, OTHER, LAYER));
    }

    @Test
    void findsALinkItsBlobDoesNotKnow() {
        tables.blobs.find(LAYER).orElseThrow().holders().remove(APP.value());
        schedule(new OfBlob(LAYER));

        assertThat(found()).containsExactly(breach(Invariant.LINK_KNOWN_TO_BOTH, APP, LAYER));
    }

    @Test
    void findsWhatIsHeldByNothingAndForgotten() {
        app().removeTag(new Tag("v1"));
        tables.reviews.end(new OfManifest(APP, IMAGE));
        assertThat(found()).containsExactly(breach(Invariant.UNHELD_UNDER_REVIEW, APP, IMAGE));

        app().removeManifest(IMAGE, (thing, touched) -> {});
        assertThat(found()).containsExactly(breach(Invariant.UNHELD_UNDER_REVIEW, APP, LAYER));

        app().links.remove(LAYER, (thing, touched) -> {});
        assertThat(found()).containsExactly(new Found(Invariant.UNHELD_UNDER_REVIEW, Optional.empty(), LAYER));
    }

    @Test
    void findsTheObjectOfABlobAmongThoseToDelete() {
        tables.doom(KEY);

        assertThat(found()).containsExactly(new Found(Invariant.OBJECT_NOT_DOOMED, Optional.empty(), LAYER));
    }

    @Test
    void findsNoMoreThanAsked() throws Exception {
        app().manifests.remove(IMAGE);
        app().tags.set(new Tag("v2"), IMAGE, Instant.EPOCH);

        assertThat(store.audit().breaches(Invariant.TAG_NAMES_MANIFEST, 1)).hasSize(1);
        assertThat(store.audit().breaches(Invariant.TAG_NAMES_MANIFEST, 5)).hasSize(2);
    }

    private record Found(Invariant invariant, Optional<RepositoryName> repository, Digest digest) {
        static Found of(Breach breach) {
            return new Found(
                    breach.invariant(), breach.repository(), breach.digest().orElseThrow());
        }
    }

    private List<Found> found() {
        Breaches breaches = new Breaches(tables);
        return Stream.of(Invariant.values())
                .flatMap(breaches::of)
                .map(Found::of)
                .toList();
    }

    private static Found breach(Invariant invariant, RepositoryName repository, Digest digest) {
        return new Found(invariant, Optional.of(repository), digest);
    }

    private void schedule(Reviewable thing) {
        tables.reviews.put(thing, new PendingReview(clock.instant(), ReviewReason.FOUND_UNHELD));
    }

    private RepositoryRows app() {
        return tables.find(APP).orElseThrow();
    }

    private static Digest digest(String text) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
