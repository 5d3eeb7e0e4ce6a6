package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Race;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.DueDeletion;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.StoredBlob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Blobs whose objects are lost, and are replaced. */
abstract class LostBlobStoreClaims extends MetadataClaims {
    private static final int THREADS = 6;

    @Test
    void aMarkIsSeenByAllRepositoriesOfTheBlob() throws Exception {
        Digest digest = newBlob(APP);
        store.blobLinks().mount(OTHER, APP, digest);

        assertThat(store.lostBlobs().mark(digest, key(APP, digest))).isTrue();

        assertThat(blob(APP, digest).lost()).isTrue();
        assertThat(blob(OTHER, digest).lost()).isTrue();
    }

    @Test
    void aTouchKeepsTheMark() throws Exception {
        Digest digest = newBlob(APP);
        store.lostBlobs().mark(digest, key(APP, digest));
        clock.advance(Duration.ofDays(1));

        store.blobLinks().touch(APP, digest);

        assertThat(blob(APP, digest).lost()).isTrue();
    }

    @Test
    void aLostBlobIsNotMounted() throws Exception {
        Digest digest = newBlob(APP);
        store.lostBlobs().mark(digest, key(APP, digest));

        assertThat(store.blobLinks().mount(OTHER, APP, digest)).isFalse();

        assertThat(isLinked(OTHER, digest)).isFalse();
        assertThat(repositories()).containsExactly(APP);
    }

    @Test
    void anUploadToAnotherRepositoryFindsTheBlobLost() throws Exception {
        Digest digest = newBlob(APP);
        store.lostBlobs().mark(digest, key(APP, digest));

        duplicate(OTHER, digest);

        assertThat(blob(OTHER, digest).lost()).isTrue();
    }

    @Test
    void aBlobWithAnotherObjectIsNotMarked() throws Exception {
        Digest digest = newBlob(APP);

        assertThat(store.lostBlobs().mark(digest, generated.storageKey())).isFalse();
        assertThat(store.lostBlobs().mark(anyDigest(), key(APP, digest))).isFalse();

        assertThat(blob(APP, digest).lost()).isFalse();
    }

    @Test
    void aReplacedObjectIsThatOfAllRepositories() throws Exception {
        Digest digest = newBlob(APP);
        StorageKey lost = key(APP, digest);
        store.blobLinks().mount(OTHER, APP, digest);
        store.lostBlobs().mark(digest, lost);
        StorageKey key = duplicate(APP, digest);

        assertThat(store.lostBlobs().replace(digest, lost, key)).isTrue();

        for (RepositoryName repository : List.of(APP, OTHER)) {
            assertThat(blob(repository, digest).key()).isEqualTo(key);
            assertThat(blob(repository, digest).lost()).isFalse();
        }
        assertThat(store.audit().blobs(ALL).items())
                .extracting(blob -> blob.key())
                .containsExactly(key);
        assertThat(dueDeletions()).containsExactly(lost);
    }

    @Test
    void aBlobWithAnotherObjectIsNotReplaced() throws Exception {
        Digest digest = newBlob(APP);
        StorageKey first = key(APP, digest);
        StorageKey second = duplicate(APP, digest);
        StorageKey third = duplicate(APP, digest);
        assertThat(store.lostBlobs().replace(digest, first, second)).isTrue();

        assertThat(store.lostBlobs().replace(digest, first, third)).isFalse();

        assertThat(key(APP, digest)).isEqualTo(second);
        assertThat(dueDeletions()).containsExactlyInAnyOrder(first, third);
    }

    @Test
    void anObjectWhoseDeletionHasBegunReplacesNone() throws Exception {
        Digest digest = newBlob(APP);
        StorageKey lost = key(APP, digest);
        StorageKey key = duplicate(APP, digest);
        store.deletions().claim(10, Duration.ofMinutes(1));

        assertThat(store.lostBlobs().replace(digest, lost, key)).isFalse();
        assertThat(store.lostBlobs().replace(digest, lost, generated.storageKey()))
                .isFalse();

        assertThat(key(APP, digest)).isEqualTo(lost);
    }

    @Test
    void aReplacementAndMountsAgreeOnTheObject() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest digest = newBlob(APP);
            StorageKey lost = key(APP, digest);
            StorageKey key = duplicate(APP, digest);
            List<Callable<Boolean>> calls = new ArrayList<>();
            List<RepositoryName> targets = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                RepositoryName source = i < 3 ? APP : targets.get(i - 3);
                RepositoryName target = new RepositoryName("round/" + round + "/" + i);
                targets.add(target);
                calls.add(() -> store.blobLinks().mount(target, source, digest));
            }
            calls.add(() -> store.lostBlobs().replace(digest, lost, key));

            List<Boolean> outcomes = Race.between(calls);

            assertThat(outcomes.get(THREADS)).isTrue();
            for (int i = 0; i < THREADS; i++) {
                if (outcomes.get(i)) {
                    assertThat(key(targets.get(i), digest)).isEqualTo(key);
                }
            }
            assertConsistent();
        }
    }

    @Test
    void aReplacementAndUploadsAgreeOnTheObject() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest digest = newBlob(APP);
            StorageKey lost = key(APP, digest);
            StorageKey key = duplicate(APP, digest);
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                FinishedUpload upload = finished(new RepositoryName("round/" + round + "/" + i / 2), digest);
                calls.add(() -> store.uploads().finish(upload) == FinishOutcome.DUPLICATE);
            }
            calls.add(() -> store.lostBlobs().replace(digest, lost, key));

            assertThat(Race.between(calls)).containsOnly(true);

            assertThat(key(APP, digest)).isEqualTo(key);
            assertConsistent();
        }
    }

    @Test
    void ofManyReplacementsOneSucceeds() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest digest = newBlob(APP);
            StorageKey lost = key(APP, digest);
            List<StorageKey> keys = new ArrayList<>();
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                StorageKey key = duplicate(APP, digest);
                keys.add(key);
                calls.add(() -> store.lostBlobs().replace(digest, lost, key));
            }

            List<Boolean> outcomes = Race.between(calls);

            assertThat(outcomes).containsOnlyOnce(true);
            assertThat(key(APP, digest)).isEqualTo(keys.get(outcomes.indexOf(true)));
            assertConsistent();
        }
    }

    @Test
    void anObjectIsEitherDeletedOrReplacesAnother() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest digest = newBlob(APP);
            StorageKey lost = key(APP, digest);
            StorageKey key = duplicate(APP, digest);

            List<Boolean> outcomes = Race.between(List.of(
                    () -> store.lostBlobs().replace(digest, lost, key),
                    () -> dueDeletions().contains(key)));

            assertThat(outcomes).containsOnlyOnce(true);
            assertThat(key(APP, digest)).isEqualTo(outcomes.get(0) ? key : lost);
        }
    }

    /** Uploads the digest once more; the key of that object, which awaits deletion. */
    private StorageKey duplicate(RepositoryName repository, Digest digest) throws StoreException {
        FinishedUpload upload = finished(repository, digest);
        assertThat(store.uploads().finish(upload)).isEqualTo(FinishOutcome.DUPLICATE);
        return upload.key();
    }

    private List<StorageKey> dueDeletions() throws StoreException {
        return store.deletions().claim(1_000, Duration.ofHours(1)).stream()
                .map(DueDeletion::key)
                .toList();
    }

    private StoredBlob blob(RepositoryName repository, Digest digest) throws StoreException {
        return store.blobLinks().find(repository, digest).orElseThrow();
    }

    private StorageKey key(RepositoryName repository, Digest digest) throws StoreException {
        return blob(repository, digest).key();
    }

    private void assertConsistent() throws StoreException {
        assertThat(store.audit().breaches(Invariant.LINK_LEADS_TO_BLOB, 10)).isEmpty();
        assertThat(store.audit().breaches(Invariant.OBJECT_NOT_DOOMED, 10)).isEmpty();
    }
}
