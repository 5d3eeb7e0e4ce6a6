package dev.berth.registry.contract.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.EventBacklog;
import dev.berth.registry.spi.events.NewEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The number of events, and the drop of the excess. */
public abstract class EventDroppingClaims extends EventClaims {
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    @Test
    void tellsHowManyWaitAndSinceWhen() throws Exception {
        Instant start = clock.instant();
        for (int i = 0; i < 10; i++) {
            happen(new RepositoryName("r" + i), "a", "b");
        }
        assertThat(store.events().backlog(HOOK)).isEqualTo(new EventBacklog(20, Optional.of(start)));

        store.events().drop(HOOK, LONG_AGO, 18, 10);

        assertThat(store.events().backlog(HOOK)).isEqualTo(new EventBacklog(18, Optional.of(start.plus(MOMENT))));
        claim();
        assertThat(store.events().backlog(HOOK).waiting()).isEqualTo(18);
    }

    @Test
    void dropsWhatIsTooOld() throws Exception {
        happen(APP, "1", "2");
        happen(OTHER, "3");
        Instant limit = clock.instant();
        happen(APP, "4");
        happen(OTHER, "5");

        assertThat(store.events().drop(HOOK, limit, 100, 10)).isEqualTo(3);
        assertThat(store.events().drop(HOOK, limit, 100, 10)).isZero();

        assertThat(recorded(HOOK)).containsExactlyInAnyOrder("4", "5");
    }

    @Test
    void dropsTheOldestOfTooMany() throws Exception {
        for (int i = 0; i < 30; i++) {
            happen(new RepositoryName("r" + i % 7), "" + i);
        }

        assertThat(store.events().drop(HOOK, LONG_AGO, 30, 100)).isZero();
        assertThat(store.events().drop(HOOK, LONG_AGO, 27, 100)).isEqualTo(3);

        List<String> kept = recorded(HOOK);
        assertThat(kept).hasSize(27).doesNotContain("0", "1", "2");
    }

    @Test
    void dropsNoMoreThanAskedAndTheOldestFirst() throws Exception {
        for (int i = 0; i < 10; i++) {
            happen(new RepositoryName("r" + i), "" + i);
        }

        assertThat(store.events().drop(HOOK, clock.instant(), 0, 4)).isEqualTo(4);
        assertThat(store.events().backlog(HOOK).waiting()).isEqualTo(6);
        assertThat(store.events().drop(HOOK, LONG_AGO, 5, 4)).isEqualTo(1);

        assertThat(recorded(HOOK)).containsExactlyInAnyOrder("5", "6", "7", "8", "9");
    }

    @Test
    void dropsEverythingIfNothingIsToBeKept() throws Exception {
        for (int i = 0; i < 10; i++) {
            happen(new RepositoryName("r" + i), "x");
        }

        assertThat(store.events().drop(HOOK, LONG_AGO, 0, 100)).isEqualTo(10);
        assertThat(nothingToClaim()).isTrue();
    }

    @Test
    void dropsWhatSomebodyHas() throws Exception {
        happen(APP, "1", "2");
        ClaimedEvents held = claim();

        assertThat(store.events().drop(HOOK, LONG_AGO, 1, 10)).isEqualTo(1);

        assertThat(nothingToClaim()).isTrue();
        assertThat(store.events().retry(held, clock.instant())).isTrue();
        assertThat(payloads(claim())).containsExactly("2");
    }

    @Test
    void whoeverHadDroppedEventsIsDoneWithThemAllTheSame() throws Exception {
        happen(APP, "1");
        ClaimedEvents held = claim();
        store.events().drop(HOOK, LONG_AGO, 0, 10);
        happen(APP, "2");

        assertThat(nothingToClaim()).isTrue();
        assertThat(store.events().done(held)).isTrue();
        assertThat(payloads(claim())).containsExactly("2");
    }

    @Test
    void dropsTheEventsOfOneRecipientOnly() throws Exception {
        List<NewEvent> events = new ArrayList<>(recording("1"));
        events.add(new NewEvent(MIRROR, "2"));
        put(APP, draft().recording(events));

        assertThat(store.events().drop(HOOK, LONG_AGO, 0, 10)).isEqualTo(1);

        assertThat(recorded(MIRROR)).containsExactly("2");
    }
}
