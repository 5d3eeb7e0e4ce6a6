package dev.berth.registry.contract.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.metadata.MetadataSnapshot;
import dev.berth.registry.contract.metadata.MetadataSteps;
import dev.berth.registry.contract.metadata.MetadataUniverse;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.NewUpload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Queries of a consistency check. The detection of each breach is tested by each adapter, whose tests can break its
 * rows.
 */
public abstract class AuditStoreClaims extends CollectionClaims {
    /** In byte order, which is not that of a dictionary. */
    private static final List<String> KEYS = List.of("A/1", "B", "a-1", "a.1", "a/1", "a0", "a_1", "b", "b/a/1");

    @Test
    void listsBlobsInTheOrderOfTheirKeysPageByPage() throws Exception {
        List<AuditedBlob> blobs = new ArrayList<>();
        for (String key : KEYS) {
            blobs.add(new AuditedBlob(anyDigest(), 1 + generated.below(1_000), new StorageKey(key)));
        }
        for (int i = 0; i < blobs.size(); i++) {
            AuditedBlob blob = blobs.get((i * 4) % blobs.size());
            store.uploads().finish(new FinishedUpload(APP, Optional.empty(), blob.digest(), blob.size(), blob.key()));
        }

        for (int limit = 1; limit <= KEYS.size() + 1; limit++) {
            assertThat(inPagesOf(limit)).isEqualTo(blobs);
        }
        assertThat(store.audit().blobs(PageRequest.after("a/", 2)).items()).isEqualTo(blobs.subList(4, 6));
    }

    private List<AuditedBlob> inPagesOf(int limit) throws Exception {
        List<AuditedBlob> all = new ArrayList<>();
        Page<AuditedBlob> page = store.audit().blobs(PageRequest.first(limit));
        all.addAll(page.items());
        while (page.more()) {
            assertThat(page.items()).hasSize(limit);
            String last = page.items().get(limit - 1).key().value();
            page = store.audit().blobs(PageRequest.after(last, limit));
            all.addAll(page.items());
        }
        return all;
    }

    @Test
    void listsBlobsUntilTheyAreCollected() throws Exception {
        FinishedUpload upload = finished(APP, anyDigest());
        store.uploads().finish(upload);
        AuditedBlob blob = new AuditedBlob(upload.digest(), upload.size(), upload.key());

        store.blobLinks().unlink(APP, upload.digest());
        assertThat(store.audit().blobs(ALL)).isEqualTo(new Page<>(List.of(blob), false));

        drain(Kind.BLOB, AT_ONCE);
        assertThat(store.audit().blobs(ALL)).isEqualTo(new Page<>(List.of(), false));
    }

    @Test
    void knowsTheKeysOfBlobsOfSessionsAndOfDeletions() throws Exception {
        FinishedUpload upload = finished(APP, anyDigest());
        store.uploads().finish(upload);
        NewUpload session = started(APP);
        StorageKey queued = generated.storageKey();
        StorageKey setAside = generated.storageKey();
        store.deletions().queue(List.of(queued, setAside));
        store.deletions().setAside(List.of(setAside));
        StorageKey stray = generated.storageKey();
        clock.advance(Duration.ofDays(8));

        assertThat(store.audit().known(List.of(upload.key(), session.key(), queued, setAside, stray, stray)))
                .containsExactlyInAnyOrder(upload.key(), session.key(), queued, setAside);
        assertThat(store.audit().known(List.of())).isEmpty();
    }

    @Test
    void tellsTheKeysOfUploadsFromTheOthers() throws Exception {
        FinishedUpload upload = finished(APP, anyDigest());
        store.uploads().finish(upload);
        NewUpload open = started(APP);
        NewUpload ended = started(APP);
        store.uploads().cancel(APP, ended.id());
        clock.advance(Duration.ofDays(8));

        assertThat(store.audit().ofUploads(List.of(upload.key(), open.key(), ended.key(), generated.storageKey())))
                .containsExactly(open.key());
        assertThat(store.audit().ofUploads(List.of())).isEmpty();
    }

    @Test
    void findsTheRepositoriesOfAManifest() throws Exception {
        Digest layer = newBlob(APP);
        ManifestDraft draft = draft().needing(layer).tagged("v1");
        Digest manifest = put(APP, draft);
        List<RepositoryName> all = new ArrayList<>();
        all.add(APP);
        for (int i = 0; i < 12; i++) {
            RepositoryName name = new RepositoryName("copies/app-" + i);
            store.blobLinks().mount(name, APP, layer);
            put(name, draft);
            all.add(name);
        }
        all.sort(Comparator.comparing(RepositoryName::value));

        assertThat(store.audit().withManifest(manifest, 100)).isEqualTo(all);
        assertThat(store.audit().withManifest(manifest, 5)).isEqualTo(all.subList(0, 5));
        assertThat(store.audit().withManifest(layer, 5)).isEmpty();
    }

    @Test
    void forgetsAKeyWhenItsObjectIsGone() throws Exception {
        NewUpload session = started(APP);
        store.uploads().cancel(APP, session.id());
        assertThat(store.audit().known(List.of(session.key()))).containsExactly(session.key());

        store.deletions().done(List.of(session.key()));

        assertThat(store.audit().known(List.of(session.key()))).isEmpty();
    }

    @Test
    void findsReferencesThatWereRememberedAndNeverCame() throws Exception {
        Digest layer = newBlob(APP);
        Digest child = anyDigest();
        Digest blob = anyDigest();
        put(
                APP,
                draft().listing(child).needing(layer, blob).rememberingMissing().tagged("mirror"));

        List<Breach> breaches = store.audit().breaches(Invariant.REFERENCE_PRESENT, 10);

        assertThat(breaches).extracting(Breach::invariant).containsOnly(Invariant.REFERENCE_PRESENT);
        assertThat(breaches).extracting(Breach::repository).containsOnly(Optional.of(APP));
        assertThat(breaches)
                .extracting(Breach::digest)
                .containsExactlyInAnyOrder(Optional.of(child), Optional.of(blob));
        assertThat(store.audit().breaches(Invariant.REFERENCE_PRESENT, 1)).hasSize(1);
    }

    @Test
    void findsNoBreachWhateverWasDone() throws Exception {
        MetadataUniverse universe = new MetadataUniverse();
        MetadataSteps steps = new MetadataSteps(universe, generated, clock);
        CollectionSteps collection = new CollectionSteps(universe, generated);
        for (int i = 0; i < 1_000; i++) {
            MetadataSteps.Step step = generated.oneIn(20) ? collection.next() : steps.next();
            step.run(store);
            if (i % 50 == 0) {
                assertNoBreaches();
            }
            clock.advance(Duration.ofSeconds(generated.below(20)));
        }

        assertNoBreaches();
        MetadataSnapshot.assertWhole(store, universe);
    }
}
