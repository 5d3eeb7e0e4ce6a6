package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Race;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.NewUpload;
import dev.berth.registry.spi.metadata.StoredUpload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Uploads and mounts that meet. */
abstract class UploadRaceClaims extends MetadataClaims {
    private static final int THREADS = 6;

    @Test
    void ofManyThatAdvanceOneDoes() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            NewUpload session = started(APP);
            List<Callable<Boolean>> advances = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                WriterState state = new WriterState(i, "writer " + i);
                advances.add(() -> store.uploads().advance(APP, session.id(), 0, state));
            }

            List<Boolean> outcomes = Race.between(advances);

            assertThat(outcomes).containsOnlyOnce(true);
            int winner = outcomes.indexOf(true);
            assertThat(store.uploads().find(APP, session.id()))
                    .hasValue(new StoredUpload(session, 1, new WriterState(winner, "writer " + winner)));
        }
    }

    @Test
    void ofTwoThatFinishOneVersionOneDoes() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            NewUpload session = started(APP);
            FinishedUpload upload = finished(session, 0, anyDigest());

            List<FinishOutcome> outcomes = Race.of(2, () -> store.uploads().finish(upload));

            assertThat(outcomes).containsExactlyInAnyOrder(FinishOutcome.STORED, FinishOutcome.STALE);
            assertThat(isLinked(APP, upload.digest())).isTrue();
        }
    }

    @Test
    void aSessionIsFinishedOrCancelledOrAdvanced() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            NewUpload session = started(APP);
            FinishedUpload upload = finished(session, 0, anyDigest());

            List<Boolean> done = Race.between(List.of(
                    () -> store.uploads().finish(upload) == FinishOutcome.STORED,
                    () -> store.uploads().cancel(APP, session.id()).isPresent(),
                    () -> store.uploads().advance(APP, session.id(), 0, new WriterState(1, ""))));

            boolean finished = done.get(0);
            boolean cancelled = done.get(1);
            boolean advanced = done.get(2);
            assertThat(finished ? !cancelled && !advanced : cancelled).isTrue();
            assertThat(isLinked(APP, upload.digest())).isEqualTo(finished);
            assertThat(store.uploads().find(APP, session.id())).isEmpty();
        }
    }

    @Test
    void ofManyUploadsOfOneDigestOneIsKept() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest digest = anyDigest();
            List<Callable<FinishOutcome>> uploads = new ArrayList<>();
            List<RepositoryName> repositories = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                RepositoryName repository = new RepositoryName("round/" + round + "/" + i / 2);
                FinishedUpload upload =
                        new FinishedUpload(repository, Optional.empty(), digest, 7, generated.storageKey());
                repositories.add(repository);
                uploads.add(() -> store.uploads().finish(upload));
            }

            assertThat(Race.between(uploads))
                    .containsOnlyOnce(FinishOutcome.STORED)
                    .containsOnly(FinishOutcome.STORED, FinishOutcome.DUPLICATE);

            Set<StorageKey> keys = new HashSet<>();
            for (RepositoryName repository : repositories) {
                keys.add(
                        store.blobLinks().find(repository, digest).orElseThrow().key());
            }
            assertThat(keys).hasSize(1);
            assertThat(store.blobLinks().holders(digest, ALL).items())
                    .containsExactlyElementsOf(repositories.stream().distinct().toList());
        }
    }

    @Test
    void aMountFindsItsSourceOrNot() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest blob = newBlob(APP);

            List<Object> outcomes = Race.between(List.of(
                    () -> store.blobLinks().mount(OTHER, APP, blob),
                    () -> store.blobLinks().unlink(APP, blob)));

            assertThat(outcomes.get(1)).isEqualTo(DeleteOutcome.DELETED);
            boolean mounted = outcomes.get(0).equals(true);
            assertThat(isLinked(OTHER, blob)).isEqualTo(mounted);
            assertThat(store.blobLinks().holders(blob, ALL).items()).isEqualTo(mounted ? List.of(OTHER) : List.of());
        }
    }

    @Test
    void mountsIntoANewRepositoryAllSucceed() throws Exception {
        Digest blob = newBlob(APP);
        for (int round = 0; round < Race.ROUNDS; round++) {
            RepositoryName target = new RepositoryName("round/" + round);

            assertThat(Race.of(THREADS, () -> store.blobLinks().mount(target, APP, blob)))
                    .containsOnly(true);

            assertThat(isLinked(target, blob)).isTrue();
        }
    }

    @Test
    void anUploadArrivesWhileTheLastLinkGoes() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest blob = newBlob(APP);
            FinishedUpload again = finished(OTHER, blob);

            Race.between(List.of(
                    () -> store.uploads().finish(again), () -> store.blobLinks().unlink(APP, blob)));

            assertThat(isLinked(OTHER, blob)).isTrue();
            assertThat(isLinked(APP, blob)).isFalse();
            assertThat(store.blobLinks().holders(blob, ALL).items()).containsExactly(OTHER);
        }
    }
}
