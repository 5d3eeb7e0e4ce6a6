package dev.berth.registry.contract.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.EventBacklog;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.events.PendingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The delivery of events by lanes. */
public abstract class EventStoreClaims extends EventClaims {

    @Test
    void hasNothingToTellAtFirst() throws Exception {
        assertThat(nothingToClaim()).isTrue();
        assertThat(store.events().backlog(HOOK)).isEqualTo(new EventBacklog(0, Optional.empty()));
        assertThat(store.events().drop(HOOK, clock.instant(), 0, 10)).isZero();
    }

    @Test
    void handsOutTheOldestOfALaneAndNoMoreThanAsked() throws Exception {
        happen(APP, "1", "2", "3");

        ClaimedEvents first = store.events().claim(HOOK, 2, LEASE).orElseThrow();
        assertThat(payloads(first)).containsExactly("1", "2");
        assertThat(first.recipient()).isEqualTo(HOOK);
        assertThat(store.events().done(first)).isTrue();

        assertThat(payloads(claim())).containsExactly("3");
    }

    @Test
    void idsGoUp() throws Exception {
        happen(APP, "1", "2");
        happen(APP, "3");

        assertThat(claim().events()).extracting(PendingEvent::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aLaneGoesToOneWorkerAtATime() throws Exception {
        happen(APP, "1");
        ClaimedEvents held = claim();
        happen(APP, "2");

        assertThat(nothingToClaim()).isTrue();
        clock.advance(LEASE.minus(MOMENT.multipliedBy(2)));
        assertThat(nothingToClaim()).isTrue();

        assertThat(store.events().done(held)).isTrue();
        assertThat(payloads(claim())).containsExactly("2");
    }

    @Test
    void aClockThatIsSetBackDelaysNoDelivery() throws Exception {
        happen(APP, "1");
        store.events().done(claim());
        clock.advance(Duration.ofHours(-3));
        happen(APP, "2");

        ClaimedEvents next = claim();

        assertThat(payloads(next)).containsExactly("2");
        assertThat(nothingToClaim()).isTrue();
    }

    @Test
    void otherLanesAreHandedOutMeanwhile() throws Exception {
        happen(APP, "1");
        RepositoryName elsewhere = elsewhere();
        happen(elsewhere, "2");

        ClaimedEvents one = claim();
        ClaimedEvents other = claim();

        assertThat(List.of(payloads(one), payloads(other))).containsExactlyInAnyOrder(List.of("1"), List.of("2"));
        assertThat(one.lane()).isNotEqualTo(other.lane());
        assertThat(nothingToClaim()).isTrue();
    }

    @Test
    void theLaneThatHasBeenDueLongestComesFirst() throws Exception {
        happen(APP, "1", "2", "3");
        RepositoryName elsewhere = elsewhere();
        happen(elsewhere, "a", "b", "c");
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            ClaimedEvents next = store.events().claim(HOOK, 1, LEASE).orElseThrow();
            order.append(payloads(next).get(0));
            clock.advance(MOMENT);
            store.events().done(next);
        }

        assertThat(order.toString()).isIn("1a2b3c", "a1b2c3");
    }

    @Test
    void aLaneIsHandedOutAgainWhenTheLeaseHasPassed() throws Exception {
        happen(APP, "1");
        ClaimedEvents lost = claim();
        clock.advance(LEASE);

        ClaimedEvents again = claim();

        assertThat(again.events()).isEqualTo(lost.events());
        assertThat(again.claim()).isNotEqualTo(lost.claim());
        assertThat(nothingToClaim()).isTrue();
    }

    @Test
    void aWorkerThatComesTooLateForgetsWhatItDeliveredAndFreesNothing() throws Exception {
        happen(APP, "1", "2");
        ClaimedEvents late = store.events().claim(HOOK, 1, LEASE).orElseThrow();
        clock.advance(LEASE);
        ClaimedEvents current = claim();

        assertThat(store.events().done(late)).isFalse();
        assertThat(store.events().retry(late, clock.instant())).isFalse();
        assertThat(nothingToClaim()).isTrue();
        assertThat(store.events().backlog(HOOK).waiting()).isEqualTo(1);

        assertThat(store.events().retry(current, clock.instant())).isTrue();
        assertThat(payloads(claim())).containsExactly("2");
    }

    @Test
    void aWorkerThatComesTooLateFreesNothingThatOthersHaveHad() throws Exception {
        happen(APP, "1");
        ClaimedEvents late = claim();
        clock.advance(LEASE);
        Instant next = clock.instant().plus(LEASE);
        assertThat(store.events().retry(claim(), next)).isTrue();

        assertThat(store.events().retry(late, clock.instant())).isFalse();

        assertThat(nothingToClaim()).isTrue();
    }

    @Test
    void whoIsLateStillHasALaneNobodyElseTook() throws Exception {
        happen(APP, "1");
        ClaimedEvents late = claim();
        clock.advance(LEASE.multipliedBy(2));

        assertThat(store.events().done(late)).isTrue();
        assertThat(nothingToClaim()).isTrue();
    }

    @Test
    void countsHowOftenALaneWasHandedOutSinceSomethingWasDelivered() throws Exception {
        happen(APP, "1", "2");
        ClaimedEvents first = store.events().claim(HOOK, 1, LEASE).orElseThrow();
        assertThat(first.attempts()).isEqualTo(1);
        store.events().retry(first, clock.instant());
        assertThat(claim().attempts()).isEqualTo(2);
        clock.advance(LEASE);
        ClaimedEvents third = store.events().claim(HOOK, 1, LEASE).orElseThrow();
        assertThat(third.attempts()).isEqualTo(3);

        store.events().done(third);

        assertThat(claim().attempts()).isEqualTo(1);
    }

    @Test
    void whatFailedIsDueWhenItIsSaidToBe() throws Exception {
        happen(APP, "1");

        assertThat(store.events().retry(claim(), clock.instant().plus(LEASE.multipliedBy(5))))
                .isTrue();
        happen(APP, "2");
        clock.advance(LEASE.multipliedBy(5).minus(MOMENT.multipliedBy(2)));
        assertThat(nothingToClaim()).isTrue();
        clock.advance(MOMENT);

        assertThat(payloads(claim())).containsExactly("1", "2");
    }

    @Test
    void aPartMayBeDone() throws Exception {
        happen(APP, "1", "2", "3");
        ClaimedEvents all = claim();

        store.events()
                .done(new ClaimedEvents(
                        HOOK,
                        all.lane(),
                        all.claim(),
                        all.attempts(),
                        all.events().subList(0, 2)));

        assertThat(payloads(claim())).containsExactly("3");
    }

    @Test
    void whatIsSetAsideIsCountedAndHoldsNothingUp() throws Exception {
        happen(APP, "bad", "good");
        ClaimedEvents all = store.events().claim(HOOK, 2, LEASE).orElseThrow();
        ClaimedEvents bad = new ClaimedEvents(
                all.recipient(),
                all.lane(),
                all.claim(),
                all.attempts(),
                all.events().subList(0, 1));
        store.events().setAside(bad, Map.of());
        store.events().done(new ClaimedEvents(all.recipient(), all.lane(), all.claim(), all.attempts(), List.of()));

        assertThat(store.events().backlog(HOOK).waiting()).isEqualTo(1);
        assertThat(store.events().backlog(HOOK).setAside()).isEqualTo(1);
        ClaimedEvents rest = store.events().claim(HOOK, 2, LEASE).orElseThrow();
        assertThat(rest.events()).isEqualTo(all.events().subList(1, 2));
        store.events().done(rest);
        assertThat(store.events().claim(HOOK, 2, LEASE)).isEmpty();
        clock.advance(Duration.ofDays(1));
        assertThat(store.events().drop(HOOK, clock.instant(), 10, 10)).isEqualTo(1);
        assertThat(store.events().backlog(HOOK)).isEqualTo(new EventBacklog(0, Optional.empty()));
    }

    @Test
    void whatIsDoneTwiceIsDoneOnce() throws Exception {
        happen(APP, "1");
        ClaimedEvents claimed = claim();

        assertThat(store.events().done(claimed)).isTrue();
        assertThat(store.events().done(claimed)).isFalse();
    }

    @Test
    void recipientsHaveNothingToDoWithEachOther() throws Exception {
        put(APP, draft().recording(List.of(new NewEvent(HOOK, "1"), new NewEvent(MIRROR, "2"))));
        ClaimedEvents held = claim();
        ClaimedEvents theirs = store.events().claim(MIRROR, 10, LEASE).orElseThrow();

        assertThat(payloads(theirs)).containsExactly("2");
        assertThat(store.events().retry(held, clock.instant().plus(LEASE))).isTrue();
        assertThat(store.events().done(theirs)).isTrue();
        assertThat(store.events().backlog(MIRROR).waiting()).isZero();
        assertThat(store.events().backlog(HOOK).waiting()).isEqualTo(1);
        clock.advance(LEASE);
        assertThat(payloads(claim())).containsExactly("1");
    }
}
