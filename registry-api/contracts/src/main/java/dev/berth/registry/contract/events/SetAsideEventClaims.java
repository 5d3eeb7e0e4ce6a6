package dev.berth.registry.contract.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.EventBacklog;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.events.PendingEvent;
import dev.berth.registry.spi.events.RefusedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The list of events set aside, and their return. */
public abstract class SetAsideEventClaims extends EventClaims {
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    @Test
    void areNoneAtFirst() throws Exception {
        happen(APP, "1");

        assertThat(store.events().setAsideEvents().counts()).isEmpty();
        assertThat(aside(0, 10)).isEmpty();
        assertThat(store.events().setAsideEvents().resend(HOOK, List.of(1L, 2L)))
                .isZero();
        assertThat(store.events().setAsideEvents().resend(HOOK, List.of())).isZero();
    }

    @Test
    void areCountedByRecipient() throws Exception {
        put(APP, draft().recording(List.of(new NewEvent(HOOK, "1"), new NewEvent(MIRROR, "2"))));
        put(OTHER, draft().recording(List.of(new NewEvent(HOOK, "3"))));
        setAllAside(HOOK);

        assertThat(store.events().setAsideEvents().counts()).containsOnlyKeys(HOOK);
        assertThat(store.events().setAsideEvents().counts().get(HOOK)).isEqualTo(2);
        assertThat(store.events().setAsideEvents().list(MIRROR, 0, 10)).isEmpty();
    }

    @Test
    void areListedInOrderByPage() throws Exception {
        for (int i = 0; i < 12; i++) {
            happen(new RepositoryName("r" + i), "" + i);
        }
        setAllAside(HOOK);

        List<RefusedEvent> first = aside(0, 5);
        List<RefusedEvent> rest = aside(first.get(4).event().id(), 100);

        assertThat(payloads(first)).containsExactly("0", "1", "2", "3", "4");
        assertThat(payloads(rest)).containsExactly("5", "6", "7", "8", "9", "10", "11");
        assertThat(first.get(0).event().since()).isBefore(rest.get(0).event().since());
    }

    @Test
    void returnToTheirPlaceBeforeLaterEvents() throws Exception {
        happen(APP, "1", "2");
        setAllAside(HOOK);
        happen(APP, "3");
        happen(elsewhere(), "4");

        assertThat(store.events().setAsideEvents().resend(HOOK, ids())).isEqualTo(2);

        assertThat(store.events().setAsideEvents().counts()).isEmpty();
        assertThat(store.events().backlog(HOOK).waiting()).isEqualTo(4);
        assertThat(recorded(HOOK)).containsSubsequence("1", "2", "3").contains("4");
        assertThat(store.events().backlog(HOOK)).isEqualTo(new EventBacklog(0, Optional.empty()));
    }

    @Test
    void returnSinglyAndOnce() throws Exception {
        happen(APP, "1", "2", "3");
        setAllAside(HOOK);
        long second = ids().get(1);

        assertThat(store.events().setAsideEvents().resend(MIRROR, List.of(second)))
                .as("of another recipient")
                .isZero();
        assertThat(store.events().setAsideEvents().resend(HOOK, List.of(second, Long.MAX_VALUE)))
                .isEqualTo(1);
        assertThat(store.events().setAsideEvents().resend(HOOK, List.of(second)))
                .isZero();

        assertThat(recorded(HOOK)).containsExactly("2");
        assertThat(payloads(aside(0, 10))).containsExactly("1", "3");
    }

    @Test
    void areSetAsideAgain() throws Exception {
        happen(APP, "1");
        setAllAside(HOOK);
        List<Long> ids = ids();
        store.events().setAsideEvents().resend(HOOK, ids);
        setAllAside(HOOK);

        assertThat(ids()).isEqualTo(ids);
        assertThat(nothingToClaim()).isTrue();
    }

    @Test
    void haveTheirRefusals() throws Exception {
        happen(APP, "1", "2", "3");
        ClaimedEvents all = store.events().claim(HOOK, 3, LEASE).orElseThrow();
        List<Long> ids = all.events().stream().map(PendingEvent::id).toList();
        String odd = "answered 400: \"\u00e4\u20ac\ud83d\ude00', {}";

        store.events().setAside(all, Map.of(ids.get(0), odd, ids.get(2), "answered 410"));
        store.events().done(all);

        assertThat(aside(0, 10))
                .extracting(RefusedEvent::refusal)
                .containsExactly(Optional.of(odd), Optional.empty(), Optional.of("answered 410"));
        store.events().setAsideEvents().resend(HOOK, ids);
        setAllAside(HOOK);
        assertThat(aside(0, 10))
                .as("set aside again for no reason")
                .extracting(RefusedEvent::refusal)
                .containsOnly(Optional.empty());
    }

    @Test
    void areOnlyThoseThatAreStillPending() throws Exception {
        happen(APP, "1", "2");
        ClaimedEvents claimed = store.events().claim(HOOK, 2, LEASE).orElseThrow();
        assertThat(store.events().drop(HOOK, LONG_AGO, 1, 100)).isEqualTo(1);

        store.events().setAside(claimed, Map.of(claimed.events().get(0).id(), "answered 400"));

        assertThat(payloads(aside(0, 10))).as("not the dropped one").containsExactly("2");
    }

    @Test
    void areDiscardedSinglyAndForEver() throws Exception {
        happen(APP, "1", "2", "3");
        setAllAside(HOOK);
        happen(APP, "4");
        List<Long> ids = ids();
        long pending = ids.get(2) + 1;

        assertThat(store.events().setAsideEvents().discard(MIRROR, ids))
                .as("of another recipient")
                .isZero();
        assertThat(store.events().setAsideEvents().discard(HOOK, List.of(ids.get(0), ids.get(2), pending)))
                .isEqualTo(2);
        assertThat(store.events().setAsideEvents().discard(HOOK, ids)).isEqualTo(1);
        assertThat(store.events().setAsideEvents().discard(HOOK, List.of())).isZero();

        assertThat(store.events().setAsideEvents().counts()).isEmpty();
        assertThat(store.events().setAsideEvents().resend(HOOK, ids)).isZero();
        assertThat(recorded(HOOK)).containsExactly("4");
    }

    @Test
    void areDroppedByAgeAndNumber() throws Exception {
        for (int i = 0; i < 8; i++) {
            happen(new RepositoryName("r" + i), "" + i);
        }
        setAllAside(HOOK);
        assertThat(store.events().drop(HOOK, LONG_AGO, 6, 100)).isEqualTo(2);
        assertThat(payloads(aside(0, 10))).startsWith("2").hasSize(6);

        assertThat(store.events().drop(HOOK, clock.instant(), 100, 100)).isEqualTo(6);
        assertThat(store.events().setAsideEvents().counts()).isEmpty();
    }

    @Test
    void returnOnceWhenTwoResendThemAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            happen(new RepositoryName("r" + i), "" + i);
        }
        setAllAside(HOOK);
        List<Long> ids = ids();
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> one = threads.submit(() -> resend(start, ids));
            Future<Integer> other = threads.submit(() -> resend(start, ids));

            assertThat(one.get() + other.get()).isEqualTo(20);
        } finally {
            threads.shutdownNow();
        }
        assertThat(recorded(HOOK)).hasSize(20).doesNotHaveDuplicates();
    }

    private int resend(CyclicBarrier start, List<Long> ids) throws Exception {
        start.await();
        return store.events().setAsideEvents().resend(HOOK, ids);
    }

    private void setAllAside(String recipient) throws StoreException {
        for (Optional<ClaimedEvents> claimed = store.events().claim(recipient, 100, LEASE);
                claimed.isPresent();
                claimed = store.events().claim(recipient, 100, LEASE)) {
            store.events().setAside(claimed.get(), Map.of());
            store.events().done(claimed.get());
        }
    }

    private List<RefusedEvent> aside(long after, int most) throws StoreException {
        return store.events().setAsideEvents().list(HOOK, after, most);
    }

    private List<Long> ids() throws StoreException {
        return aside(0, 1_000).stream().map(refused -> refused.event().id()).toList();
    }

    private static List<String> payloads(List<RefusedEvent> events) {
        return events.stream().map(refused -> refused.event().payload()).toList();
    }
}
