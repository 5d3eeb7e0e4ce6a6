package dev.berth.registry.contract.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.Race;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.ClaimedEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several workers deliver during pushes. */
public abstract class EventWorkerClaims extends EventClaims {
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
    private static final int PUSHERS = 3;
    private static final int WORKERS = 3;
    private static final int PUSHES = 100;
    private static final int MAX_CLAIMS = 100_000;

    private final ConcurrentLinkedQueue<String> delivered = new ConcurrentLinkedQueue<>();
    private final CountDownLatch pushing = new CountDownLatch(PUSHERS);

    @Test
    void everyEventIsDeliveredOnceAndThoseOfARepositoryInOrder() throws Exception {
        List<Callable<Boolean>> all = pushers();
        for (int i = 0; i < WORKERS; i++) {
            all.add(this::deliverAll);
        }

        Race.between(all);

        assertThat(delivered).hasSize(PUSHERS * PUSHES).doesNotHaveDuplicates();
        for (int i = 0; i < PUSHERS; i++) {
            String mine = repository(i) + " ";
            assertThat(delivered.stream()
                            .filter(payload -> payload.startsWith(mine))
                            .map(payload -> Integer.valueOf(payload.substring(mine.length()))))
                    .isSorted();
        }
    }

    @Test
    void droppingDisturbsNobody() throws Exception {
        AtomicInteger dropped = new AtomicInteger();
        List<Callable<Boolean>> all = pushers();
        all.add(this::deliverAll);
        all.add(this::deliverAll);
        all.add(() -> {
            while (pushing.getCount() > 0) {
                dropped.addAndGet(store.events().drop(HOOK, LONG_AGO, 5, 3));
            }
            return true;
        });

        Race.between(all);

        assertThat(delivered.size() + dropped.get()).isGreaterThanOrEqualTo(PUSHERS * PUSHES);
        assertThat(delivered).doesNotHaveDuplicates();
        assertThat(store.events().backlog(HOOK).waiting()).isZero();
    }

    private List<Callable<Boolean>> pushers() {
        List<Callable<Boolean>> pushers = new ArrayList<>();
        for (int i = 0; i < PUSHERS; i++) {
            RepositoryName repository = repository(i);
            Generated contents = generated.another();
            pushers.add(() -> push(repository, contents));
        }
        return pushers;
    }

    private boolean push(RepositoryName repository, Generated contents) throws StoreException {
        try {
            for (int i = 0; i < PUSHES; i++) {
                store.manifests()
                        .put(
                                repository,
                                new ManifestDraft(contents.bytes(20))
                                        .tagged("latest")
                                        .recording(recording(repository + " " + i))
                                        .build());
            }
            return true;
        } finally {
            pushing.countDown();
        }
    }

    /** Delivers until no push runs and no unclaimed event waits. */
    private boolean deliverAll() throws StoreException {
        for (int i = 0; i < MAX_CLAIMS; i++) {
            boolean last = pushing.getCount() == 0;
            Optional<ClaimedEvents> claimed = store.events().claim(HOOK, 7, LEASE);
            if (claimed.isPresent()) {
                delivered.addAll(payloads(claimed.get()));
                assertThat(store.events().done(claimed.get())).isTrue();
            } else if (last) {
                return true;
            }
        }
        throw new AssertionError("events find no end");
    }

    private static RepositoryName repository(int i) {
        return new RepositoryName("team/app" + i);
    }
}
