package dev.berth.registry.contract.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Race;
import dev.berth.registry.contract.metadata.MetadataSnapshot;
import dev.berth.registry.contract.metadata.MetadataSteps;
import dev.berth.registry.contract.metadata.MetadataSteps.Step;
import dev.berth.registry.contract.metadata.MetadataUniverse;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.maintenance.DueDeletion;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many collectors and many clients at once. */
public abstract class ReviewStormClaims extends CollectionClaims {
    private static final int THREADS = 4;
    private static final int STEPS = 300;

    @Test
    void ofManyThatReviewEachThingIsRemovedByOne() throws Exception {
        int images = 40;
        for (int i = 0; i < images; i++) {
            put(APP, draft().needing(newBlob(APP)));
        }

        for (Kind kind : Kind.values()) {
            List<Integer> removed = Race.of(THREADS, () -> {
                int sum = 0;
                for (int i = 0; i < images; i++) {
                    sum += store.reviews().review(kind, AT_ONCE, 3).removed();
                }
                return sum;
            });
            int rest = drain(kind, AT_ONCE).removed();
            assertThat(removed.stream().mapToInt(Integer::intValue).sum() + rest)
                    .as("removed of kind %s", kind)
                    .isEqualTo(images);
        }

        assertThat(store.deletions().backlog().waiting()).isEqualTo(images);
        assertNoBreaches();
    }

    @Test
    void ofManyThatClaimEachKeyIsClaimedByOne() throws Exception {
        List<StorageKey> keys = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            keys.add(generated.storageKey());
        }
        store.deletions().queue(keys);

        List<List<DueDeletion>> claims = Race.of(THREADS, () -> {
            List<DueDeletion> claimed = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                claimed.addAll(store.deletions().claim(2, DAY));
            }
            return claimed;
        });

        assertThat(claims.stream().flatMap(List::stream).map(DueDeletion::key))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void aStormOfStepsAndReviewsBreaksNothing() throws Exception {
        MetadataUniverse universe = new MetadataUniverse();
        AtomicInteger working = new AtomicInteger(THREADS);
        List<Callable<Integer>> storm = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            storm.add(pushing(new MetadataSteps(universe, generated.another(), clock), working));
        }
        storm.add(() -> collectWhile(working));
        storm.add(() -> collectWhile(working));

        Race.between(storm);

        MetadataSnapshot.assertWhole(store, universe);
        assertNoBreaches();
        collect(AT_ONCE);
        MetadataSnapshot.assertWhole(store, universe);
        assertNoBreaches();
        for (Reviewable thing : CollectionSteps.things(universe)) {
            assertThat(retention(thing).filter(retention -> !retention.isHeld()))
                    .as("unreferenced: %s", thing)
                    .isEmpty();
        }
        assertThat(store.reviews().backlog()).isEmpty();
    }

    private Callable<Integer> pushing(MetadataSteps steps, AtomicInteger working) {
        return () -> {
            try {
                for (int i = 0; i < STEPS; i++) {
                    Step step = steps.next();
                    assertThat(step.run(store)).as("%s", step).isNotIn("fails PERMANENT", "fails UNKNOWN_OUTCOME");
                }
                return STEPS;
            } finally {
                working.decrementAndGet();
            }
        };
    }

    /** Reviews all due content, in small batches, while any client works. */
    private int collectWhile(AtomicInteger working) throws Exception {
        int removed = 0;
        while (working.get() > 0) {
            for (Kind kind : Kind.values()) {
                ReviewBatch batch = store.reviews().review(kind, AT_ONCE, 5);
                removed += batch.removed();
            }
        }
        return removed;
    }
}
