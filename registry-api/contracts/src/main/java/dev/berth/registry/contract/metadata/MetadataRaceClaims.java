package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.Race;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.PutOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Concurrent calls: in every order the store is consistent afterwards. */
abstract class MetadataRaceClaims extends MetadataClaims {
    private static final int THREADS = 6;

    @Test
    void identicalPutsAreAllStored() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            RepositoryName repository = fresh(round);
            NewManifest manifest = draft().tagged("v1", "latest").build();

            List<PutOutcome> outcomes = Race.of(THREADS, () -> store.manifests().put(repository, manifest));

            assertThat(outcomes).containsOnly(new PutOutcome.Stored());
            assertThat(named(repository, "latest")).hasValue(manifest.manifest().digest());
        }
    }

    @Test
    void putsIntoANewRepositoryAreAllStored() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            RepositoryName repository = fresh(round);
            List<Callable<PutOutcome>> puts = new ArrayList<>();
            List<String> tags = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                NewManifest manifest = draft().tagged("t" + i).build();
                tags.add("t" + i);
                puts.add(() -> store.manifests().put(repository, manifest));
            }

            assertThat(Race.between(puts)).containsOnly(new PutOutcome.Stored());
            assertThat(texts(store.tags().list(repository, ALL).orElseThrow())).isEqualTo(tags);
        }
    }

    @Test
    void putsThatMoveTheSameTagsInAnyOrderAreAllStored() throws Exception {
        Digest layer = newBlob(APP);
        for (int round = 0; round < Race.ROUNDS; round++) {
            List<Callable<PutOutcome>> puts = new ArrayList<>();
            List<Digest> digests = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                ManifestDraft draft =
                        draft().needing(layer).tagged(i % 2 == 0 ? "a" : "c", "b", i % 2 == 0 ? "c" : "a");
                digests.add(draft.digest());
                puts.add(() -> store.manifests().put(APP, draft.build()));
            }

            assertThat(Race.between(puts)).containsOnly(new PutOutcome.Stored());

            Optional<Digest> last = named(APP, "a");
            assertThat(digests).contains(last.orElseThrow());
            assertThat(named(APP, "b")).isEqualTo(last);
            assertThat(named(APP, "c")).isEqualTo(last);
        }
    }

    @Test
    void aPutFindsItsLayerOrKeepsIt() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest layer = newBlob(APP);
            ManifestDraft draft = draft().needing(layer, newBlob(APP));

            List<Object> outcomes = Race.between(List.of(
                    () -> store.manifests().put(APP, draft.build()),
                    () -> store.blobLinks().unlink(APP, layer)));

            boolean stored = outcomes.get(0).equals(new PutOutcome.Stored());
            assertThat(outcomes.get(1)).isEqualTo(stored ? DeleteOutcome.REFERENCED : DeleteOutcome.DELETED);
            assertThat(isStored(APP, draft.digest())).isEqualTo(stored);
            assertThat(isLinked(APP, layer)).isEqualTo(stored);
        }
    }

    @Test
    void anIndexFindsItsChildOrKeepsIt() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest child = put(APP, draft().tagged("child" + round));
            ManifestDraft index = draft().listing(child);

            List<Object> outcomes = Race.between(List.of(
                    () -> store.manifests().put(APP, index.build()),
                    () -> store.manifests().delete(APP, child)));

            boolean stored = outcomes.get(0).equals(new PutOutcome.Stored());
            assertThat(outcomes.get(1)).isEqualTo(stored ? DeleteOutcome.REFERENCED : DeleteOutcome.DELETED);
            assertThat(isStored(APP, index.digest())).isEqualTo(stored);
            assertThat(isStored(APP, child)).isEqualTo(stored);
            assertThat(named(APP, "child" + round)).isEqualTo(stored ? Optional.of(child) : Optional.empty());
        }
    }

    @Test
    void aTagMovesAwayFromADeletedManifest() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest old = put(APP, draft().tagged("latest"));
            ManifestDraft fresh = draft().tagged("latest");

            Race.between(List.of(
                    () -> store.manifests().put(APP, fresh.build()),
                    () -> store.manifests().delete(APP, old)));

            assertThat(named(APP, "latest")).hasValue(fresh.digest());
            assertThat(isStored(APP, old)).isFalse();
        }
    }

    @Test
    void aTagNeverOutlivesItsManifest() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            byte[] content = generated.bytes(50);
            Digest digest = put(APP, new ManifestDraft(content).tagged("v1"));
            NewManifest again = new ManifestDraft(content).tagged("v1", "v2").build();

            Race.between(List.of(
                    () -> store.manifests().put(APP, again),
                    () -> store.manifests().delete(APP, digest)));

            boolean stored = isStored(APP, digest);
            assertThat(named(APP, "v1").isPresent()).isEqualTo(stored);
            assertThat(named(APP, "v2").isPresent()).isEqualTo(stored);
            assertThat(texts(store.tags().list(APP, ALL).orElseThrow())).hasSize(stored ? 2 : 0);
            store.manifests().delete(APP, digest);
        }
    }

    @Test
    void ofManyThatDeleteOneThingOneDoes() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            RepositoryName repository = fresh(round);
            Digest blob = newBlob(repository);
            Digest manifest = put(repository, draft().tagged("v1"));

            assertThat(Collections.frequency(
                            Race.of(THREADS, () -> store.tags().delete(repository, new Tag("v1"))), true))
                    .isEqualTo(1);
            assertThat(Race.of(THREADS, () -> store.manifests().delete(repository, manifest)))
                    .containsOnlyOnce(DeleteOutcome.DELETED)
                    .containsOnly(DeleteOutcome.DELETED, DeleteOutcome.UNKNOWN);
            assertThat(Race.of(THREADS, () -> store.blobLinks().unlink(repository, blob)))
                    .containsOnlyOnce(DeleteOutcome.DELETED)
                    .containsOnly(DeleteOutcome.DELETED, DeleteOutcome.UNKNOWN);
            assertThat(Collections.frequency(
                            Race.of(THREADS, () -> store.repositories().delete(repository)), true))
                    .isEqualTo(1);
        }
    }

    @Test
    void manifestsThatShareLayersGoAtOnce() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest[] layers = {newBlob(APP), newBlob(APP), newBlob(APP)};
            List<Callable<DeleteOutcome>> deletions = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Digest manifest = put(APP, draft().needing(layers).tagged("t" + i));
                deletions.add(() -> store.manifests().delete(APP, manifest));
            }

            assertThat(Race.between(deletions)).containsOnly(DeleteOutcome.DELETED);

            for (Digest layer : layers) {
                assertThat(store.blobLinks().unlink(APP, layer)).isEqualTo(DeleteOutcome.DELETED);
            }
        }
    }

    @Test
    void aRepositoryIsDeletedWholeOrPushedTo() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            RepositoryName repository = fresh(round);
            Digest layer = newBlob(repository);
            ManifestDraft draft = draft().needing(layer).tagged("v1");

            Race.between(List.of(
                    () -> store.manifests().put(repository, draft.build()),
                    () -> store.repositories().delete(repository)));

            assertThat(isStored(repository, draft.digest())).isFalse();
            assertThat(repositories()).doesNotContain(repository);
        }
    }

    @Test
    void referrersThatComeAtOnceAreAllListed() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest subject = put(APP, draft());
            List<Callable<PutOutcome>> puts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                NewManifest referrer = draft().about(subject).build();
                puts.add(() -> store.manifests().put(APP, referrer));
            }
            Race.between(puts);

            assertThat(store.manifests()
                            .referrers(APP, subject, Optional.empty(), ALL)
                            .items())
                    .hasSize(THREADS);
        }
    }

    @Test
    void aStormOfRandomStepsBreaksNothing() throws Exception {
        MetadataUniverse universe = new MetadataUniverse();
        List<Callable<Integer>> storm = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            MetadataSteps steps = new MetadataSteps(universe, generated.another(), clock);
            storm.add(() -> {
                for (int step = 0; step < 400; step++) {
                    MetadataSteps.Step next = steps.next();
                    assertThat(next.run(store)).as("%s", next).isNotIn("fails PERMANENT", "fails UNKNOWN_OUTCOME");
                }
                return 400;
            });
        }

        Race.between(storm);

        MetadataSnapshot.assertWhole(store, universe);
    }

    static RepositoryName fresh(int round) {
        return new RepositoryName("round/" + round);
    }
}
