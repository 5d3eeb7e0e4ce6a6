package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.contract.collection.CollectionSteps;
import dev.berth.registry.contract.metadata.MetadataSteps.Step;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.PendingEvent;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two metadata stores give the same answers to the same random steps. {@code -Dberth.steps=N} makes it N of them. */
public abstract class MetadataStoreAgreement {
    private static final int STEPS = Integer.getInteger("berth.steps", 800);

    /** A store with nothing in it that takes its times from {@code clock}. */
    protected abstract MetadataStore first(Clock clock) throws Exception;

    /** A store of another kind with nothing in it that takes its times from {@code clock}. */
    protected abstract MetadataStore second(Clock clock) throws Exception;

    @Test
    final void answerAlikeStepByStep() throws Exception {
        Generated generated = new Generated(Seed.of(getClass()).random());
        TestClock clock = new TestClock();
        MetadataStore first = first(clock);
        MetadataStore second = second(clock);
        MetadataUniverse universe = new MetadataUniverse();
        MetadataSteps steps = new MetadataSteps(universe, generated, clock);
        CollectionSteps collection = new CollectionSteps(universe, generated);

        for (int i = 0; i < STEPS; i++) {
            Step step = next(generated, steps, collection);
            assertThat(step.run(second)).as("answer to step %d: %s", i, step).isEqualTo(step.run(first));
            clock.advance(Duration.ofSeconds(generated.below(20)));
        }

        assertThat(MetadataSnapshot.of(second, universe).answers())
                .isEqualTo(MetadataSnapshot.of(first, universe).answers());
        assertThat(recorded(second)).isEqualTo(recorded(first)).isNotEmpty();
    }

    /** The recorded events by repository; the assignment of repositories to lanes is specific to a store. */
    private static Map<String, List<String>> recorded(MetadataStore store) throws StoreException {
        Map<String, List<String>> recorded = new TreeMap<>();
        Optional<ClaimedEvents> claimed = claim(store);
        while (claimed.isPresent()) {
            for (PendingEvent event : claimed.get().events()) {
                String repository = event.payload().substring(0, event.payload().indexOf(' '));
                recorded.computeIfAbsent(repository, unseen -> new ArrayList<>())
                        .add(event.payload());
            }
            assertThat(store.events().done(claimed.get())).isTrue();
            claimed = claim(store);
        }
        return recorded;
    }

    private static Optional<ClaimedEvents> claim(MetadataStore store) throws StoreException {
        return store.events().claim(MetadataSteps.RECIPIENT, 100, Duration.ofMinutes(1));
    }

    private static Step next(Generated generated, MetadataSteps steps, CollectionSteps collection) {
        return switch (generated.below(40)) {
            case 0 -> steps.sparsePut();
            case 1, 2, 3, 4 -> collection.next();
            default -> steps.next();
        };
    }
}
