package dev.berth.registry.jdbi.events;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.PendingEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Hands lanes of events out: one round trip. */
final class EventClaim {
    private final Database database;

    EventClaim(Database database) {
        this.database = database;
    }

    /** The result of a claim; a lane without events if they were delivered during the wait. */
    private record Lane(int number, int attempts, List<PendingEvent> events) {}

    Optional<ClaimedEvents> claim(String recipient, int most, Duration lease) throws StoreException {
        return database.write(
                "claim_events",
                () -> "claim events for " + recipient,
                connection -> claim(connection, recipient, most, lease));
    }

    private Optional<ClaimedEvents> claim(Connection connection, String recipient, int most, Duration lease)
            throws SQLException {
        for (int attempt = 0; attempt < EventLanes.COUNT; attempt++) {
            long claim = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
            Optional<Lane> lane = take(connection, recipient, claim, most, lease);
            if (lane.isEmpty()) {
                return Optional.empty();
            }
            if (!lane.get().events().isEmpty()) {
                return lane.map(
                        taken -> new ClaimedEvents(recipient, taken.number(), claim, taken.attempts(), taken.events()));
            }
            free(connection, recipient, claim);
        }
        return Optional.empty();
    }

    /**
     * Creates lanes at their first claim. A separate statement reads the events: the statement that takes the lane
     * would see those that the last holder has just removed.
     */
    private static final Sql TAKE = Sql.of("""
        INSERT INTO event_lanes (recipient, lane)
        SELECT :recipient, lane FROM generate_series(0, 15) AS lane
        WHERE NOT EXISTS (SELECT FROM event_lanes WHERE recipient = :recipient)
        ORDER BY lane ON CONFLICT DO NOTHING;
        WITH due AS MATERIALIZED (
            SELECT l.lane FROM event_lanes l
            WHERE l.recipient = :recipient AND l.due <= :now
              AND EXISTS (SELECT FROM events e WHERE e.recipient = l.recipient AND e.lane = l.lane)
            ORDER BY l.due, l.lane LIMIT 1 FOR UPDATE SKIP LOCKED
        )
        UPDATE event_lanes l SET claim = :claim, due = :until, attempts = LEAST(l.attempts + 1, 32767)
        FROM due WHERE l.recipient = :recipient AND l.lane = due.lane;
        SELECT l.lane, l.attempts, e.id, e.since, e.payload
        FROM event_lanes l LEFT JOIN LATERAL (
            SELECT id, since, payload FROM events
            WHERE recipient = l.recipient AND lane = l.lane ORDER BY id LIMIT :most) AS e ON true
        WHERE l.recipient = :recipient AND l.claim = :claim
        ORDER BY e.id
        """);

    private Optional<Lane> take(Connection connection, String recipient, long claim, int most, Duration lease)
            throws SQLException {
        Instant now = database.now();
        return TAKE.on(connection)
                .bind("recipient", recipient)
                .bind("claim", claim)
                .bind("now", now)
                .bind("until", now.plus(lease))
                .bind("most", most)
                .rows(EventClaim::lane);
    }

    private static Optional<Lane> lane(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        Lane lane = new Lane(rows.getInt(1), rows.getInt(2), new ArrayList<>());
        do {
            OffsetDateTime since = rows.getObject(4, OffsetDateTime.class);
            if (since != null) {
                lane.events().add(new PendingEvent(rows.getLong(3), since.toInstant(), rows.getString(5)));
            }
        } while (rows.next());
        return Optional.of(lane);
    }

    private static final Sql FREE = Sql.of("""
        UPDATE event_lanes SET claim = 0, attempts = 0, due = :now WHERE recipient = :recipient AND claim = :claim
        """);

    private void free(Connection connection, String recipient, long claim) throws SQLException {
        FREE.on(connection)
                .bind("recipient", recipient)
                .bind("claim", claim)
                .bind("now", database.now())
                .update();
    }
}
