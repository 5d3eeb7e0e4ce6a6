package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.HOOK;
import static dev.berth.registry.jdbi.Sample.OTHER;
import static dev.berth.registry.jdbi.Sample.image;
import static dev.berth.registry.jdbi.Sample.recorded;
import static dev.berth.registry.jdbi.Sample.withEvents;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Handing events out, forgetting and dropping them, each in the middle of another. */
class EventQueueInterleavingIT extends CollectionInterleaving {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private void push(MetadataStore through, RepositoryName repository, String payload) throws Exception {
        through.manifests().put(repository, withEvents(image(payload, List.of()), payload));
    }

    private Optional<ClaimedEvents> claim(MetadataStore through) throws Exception {
        return through.events().claim(HOOK, 10, LEASE);
    }

    private int drop(MetadataStore through) throws Exception {
        return through.events().drop(HOOK, Instant.EPOCH, 0, 10);
    }

    @Test
    void aPushThatTakesLongStopsNobodyAndIsNotPassedOver() throws Exception {
        push(store, APP, "before");
        try (OtherSession slow = OtherSession.begin(database)) {
            push(slow.store(clock), APP, "slow");
            push(store, APP, "fast");
            push(store, OTHER, "other");

            assertThat(recorded(store)).containsExactlyInAnyOrder("before", "fast", "other");
            slow.commit();
        }
        assertThat(recorded(store)).containsExactly("slow");
    }

    @Test
    void anUndonePushIsNotTold() throws Exception {
        try (OtherSession broken = OtherSession.begin(database)) {
            push(broken.store(clock), APP, "undone");
        }

        assertThat(recorded(store)).isEmpty();
    }

    @Test
    void nobodyWaitsForALaneThatIsBeingClaimed() throws Exception {
        push(store, APP, "event");
        assertThat(store.events().retry(claim(store).orElseThrow(), clock.instant()))
                .isTrue();
        try (OtherSession worker = OtherSession.begin(database)) {
            assertThat(claim(worker.store(clock))).isPresent();

            assertThat(claim(store)).isEmpty();
            worker.commit();
        }
        assertThat(claim(store)).isEmpty();
    }

    @Test
    void aClaimOfAProcessThatDiedWasNone() throws Exception {
        push(store, APP, "event");
        try (OtherSession worker = OtherSession.begin(database)) {
            assertThat(claim(worker.store(clock))).isPresent();
        }

        assertThat(claim(store)).isPresent();
    }

    @Test
    void droppingLetsAloneWhatIsBeingForgotten() throws Exception {
        push(store, APP, "event");
        ClaimedEvents claimed = claim(store).orElseThrow();
        try (OtherSession worker = OtherSession.begin(database)) {
            assertThat(worker.store(clock).events().done(claimed)).isTrue();

            assertThat(drop(store)).isZero();
        }
        assertThat(drop(store)).isEqualTo(1);
    }

    @Test
    void whoForgetsWaitsForWhoDrops() throws Exception {
        push(store, APP, "event");
        ClaimedEvents claimed = claim(store).orElseThrow();
        try (OtherSession dropping = OtherSession.begin(database)) {
            assertThat(drop(dropping.store(clock))).isEqualTo(1);
            Future<Boolean> done = dropping.blocks(() -> store.events().done(claimed));
            dropping.commit();

            assertThat(done.get()).isTrue();
        }
        assertThat(store.events().backlog(HOOK).waiting()).isZero();
    }

    @Test
    void whoIsLateWaitsForWhoTookOver() throws Exception {
        push(store, APP, "event");
        ClaimedEvents late = claim(store).orElseThrow();
        clock.advance(LEASE);
        try (OtherSession worker = OtherSession.begin(database)) {
            ClaimedEvents current = claim(worker.store(clock)).orElseThrow();
            Future<Boolean> done = worker.blocks(() -> store.events().done(late));
            worker.commit();

            assertThat(done.get()).isFalse();
            assertThat(store.events().done(current)).isTrue();
        }
    }

    @Test
    void aPushOfEventsWaitsForNobodyWhoDelivers() throws Exception {
        push(store, APP, "event");
        try (OtherSession worker = OtherSession.begin(database)) {
            ClaimedEvents claimed = claim(worker.store(clock)).orElseThrow();
            assertThat(worker.store(clock).events().done(claimed)).isTrue();

            push(store, APP, "later");
            worker.commit();
        }
        assertThat(recorded(store)).containsExactly("later");
    }
}
