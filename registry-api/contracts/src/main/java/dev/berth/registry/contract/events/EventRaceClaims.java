package dev.berth.registry.contract.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.Race;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.NewManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Events of concurrent changes have the order of the changes: the last event describes the final state. */
public abstract class EventRaceClaims extends EventClaims {
    private static final int THREADS = 6;
    private static final int CHANGES = 6;
    private static final String GONE = "gone";
    private static final String THERE = "there";

    /** A repeated change. */
    private interface Change {
        void make() throws StoreException;
    }

    @Test
    void theLastEventOfATagTellsWhatItNames() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            RepositoryName repository = new RepositoryName("round/" + round);
            List<String> pushed = new ArrayList<>();
            List<Callable<Boolean>> pushers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                List<NewManifest> manifests = new ArrayList<>();
                for (int j = 0; j < CHANGES; j++) {
                    ManifestDraft draft = draft().tagged("latest");
                    pushed.add(draft.digest().toString());
                    manifests.add(draft.recording(recording(draft.digest().toString()))
                            .build());
                }
                pushers.add(() -> {
                    for (NewManifest manifest : manifests) {
                        store.manifests().put(repository, manifest);
                    }
                    return true;
                });
            }
            Race.between(pushers);

            List<String> recorded = recorded(HOOK);
            assertThat(recorded).containsExactlyInAnyOrderElementsOf(pushed);
            assertThat(named(repository, "latest").map(Digest::toString)).hasValue(last(recorded));
        }
    }

    @Test
    void theLastEventOfATagTellsWhetherItIsThere() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            NewManifest manifest =
                    draft().tagged("latest").recording(recording(THERE)).build();

            race(() -> store.manifests().put(APP, manifest), () -> {
                store.tags().delete(APP, new Tag("latest"), recording(GONE));
            });

            assertThat(last(recorded(HOOK))).isEqualTo(named(APP, "latest").isPresent() ? THERE : GONE);
        }
    }

    @Test
    void theLastEventOfAManifestTellsWhetherItIsThere() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            ManifestDraft draft = draft().recording(recording(THERE));
            if (round % 2 == 0) {
                draft.tagged("latest");
            }
            NewManifest manifest = draft.build();

            race(
                    () -> store.manifests().put(APP, manifest),
                    () -> store.manifests().delete(APP, draft.digest(), recording(GONE)));

            assertThat(last(recorded(HOOK))).isEqualTo(isStored(APP, draft.digest()) ? THERE : GONE);
        }
    }

    @Test
    void theLastEventOfABlobTellsWhetherTheRepositoryHasIt() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            Digest blob = newBlob(OTHER);
            Change bring = round % 2 == 0 ? finishing(blob) : mounting(blob);

            race(bring, () -> store.blobLinks().unlink(APP, blob, recording(GONE)));

            assertThat(last(recorded(HOOK))).isEqualTo(isLinked(APP, blob) ? THERE : GONE);
        }
    }

    private Change mounting(Digest blob) {
        return () -> store.blobLinks().mount(APP, OTHER, blob, recording(THERE));
    }

    /** The same object each time: as when a call is repeated whose answer was lost. */
    private Change finishing(Digest blob) {
        FinishedUpload any = finished(APP, blob);
        FinishedUpload upload =
                new FinishedUpload(APP, Optional.empty(), blob, any.size(), any.key(), recording(THERE));
        return () -> store.uploads().finish(upload);
    }

    /** Makes both changes concurrently and repeatedly. */
    private static void race(Change one, Change other) throws Exception {
        Race.between(List.of(() -> repeat(one), () -> repeat(other)));
    }

    private static boolean repeat(Change change) throws StoreException {
        for (int i = 0; i < CHANGES; i++) {
            change.make();
        }
        return true;
    }

    private static String last(List<String> recorded) {
        return recorded.get(recorded.size() - 1);
    }
}
