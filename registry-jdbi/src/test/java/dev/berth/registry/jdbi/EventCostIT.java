package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.HOOK;
import static dev.berth.registry.jdbi.Sample.image;
import static dev.berth.registry.jdbi.Sample.withEvents;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jdbi.events.EventLanes;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The cost of events with many in the outbox. */
class EventCostIT extends InOneDatabase {
    private static final int MANY = 10_000;
    private static final Duration LEASE = Duration.ofMinutes(1);

    /** More often than the driver and the server need to settle on a plan for any parameters. */
    private static final int UNTIL_PLANS_ARE_GENERIC = 15;

    EventCostIT() {
        super(1);
    }

    private void fill() throws Exception {
        database.execute("INSERT INTO events (recipient, lane, since, payload) SELECT 'hook', n % 16, '2026-01-01',"
                + " repeat('x', 900) FROM generate_series(1, " + MANY + ") n");
    }

    private record Reading(long scans, long rows) {}

    /** The events read by the transaction so far: by a scan, and by the index. */
    private static Reading reading(OtherSession session) throws Exception {
        return new Reading(
                session.number("SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'events'"),
                session.number("SELECT idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'events'"));
    }

    @Test
    void aClaimReadsWhatItHandsOut() throws Exception {
        fill();
        assertClaimsReadLittle();
        database.execute("ANALYZE events");
        assertClaimsReadLittle();
    }

    private void assertClaimsReadLittle() throws Exception {
        try (OtherSession session = OtherSession.begin(database)) {
            EventStore events = session.store(clock).events();
            Reading start = reading(session);
            for (int i = 0; i < UNTIL_PLANS_ARE_GENERIC; i++) {
                Reading before = reading(session);
                ClaimedEvents claimed = events.claim(HOOK, 10, LEASE).orElseThrow();
                Reading claiming = reading(session);
                events.done(claimed);

                assertThat(claimed.events()).hasSize(10);
                assertThat(claiming.rows() - before.rows()).isLessThanOrEqualTo(10 + EventLanes.COUNT);
            }
            assertThat(reading(session).scans()).isEqualTo(start.scans());
        }
    }

    @Test
    void droppingReadsNoPayloadsButOfTheOldest() throws Exception {
        fill();
        assertDropsReadLittle();
        database.execute("VACUUM ANALYZE events");
        assertDropsReadLittle();
    }

    private void assertDropsReadLittle() throws Exception {
        try (OtherSession session = OtherSession.begin(database)) {
            EventStore events = session.store(clock).events();
            Reading start = reading(session);
            for (int i = 0; i < UNTIL_PLANS_ARE_GENERIC; i++) {
                assertThat(events.drop(HOOK, Instant.EPOCH, MANY - 10 * (i + 1), 10))
                        .isEqualTo(10);
                assertThat(events.drop(HOOK, Instant.EPOCH, MANY, 10)).isZero();
                assertThat(events.backlog(HOOK).waiting()).isEqualTo(MANY - 10 * (i + 1));
            }
            assertThat(reading(session).scans()).isEqualTo(start.scans());
        }
    }

    private record Cost(int roundTrips, int statements, Set<String> locked) {}

    @Test
    void aPushCostsTheSameHoweverManyEventsWait() throws Exception {
        WatchedDataSource watched = new WatchedDataSource(database.pool());
        MetadataStore store = JdbiMetadataStore.over(watched, clock);
        for (int i = 0; i < UNTIL_PLANS_ARE_GENERIC; i++) {
            push(watched, store, "warm" + i);
        }

        Cost before = push(watched, store, "before");
        fill();
        Cost after = push(watched, store, "after");

        assertThat(after).isEqualTo(before);
        assertThat(after.roundTrips()).isEqualTo(1);
    }

    private static Cost push(WatchedDataSource watched, MetadataStore store, String word) throws Exception {
        watched.forget();
        store.manifests().put(APP, withEvents(image(word, List.of("latest")), word));
        return new Cost(watched.roundTrips(), watched.statements(), Set.copyOf(watched.locked()));
    }

    @Test
    void claimingIsOneRoundTrip() throws Exception {
        fill();
        WatchedDataSource watched = new WatchedDataSource(database.pool());
        EventStore events = JdbiMetadataStore.over(watched, clock).events();

        watched.forget();
        ClaimedEvents claimed = events.claim(HOOK, 10, LEASE).orElseThrow();
        assertThat(watched.roundTrips()).isEqualTo(1);
        watched.forget();
        events.done(claimed);
        assertThat(watched.roundTrips()).isEqualTo(1);
    }
}
