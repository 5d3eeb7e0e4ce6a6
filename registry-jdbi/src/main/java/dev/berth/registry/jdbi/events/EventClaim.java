package dev.berth.registry.jdbi.events;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.PendingEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Hands lanes of events out: one round trip. */
final class EventClaim {
    private final Database database;
    private final RandomGenerator random;

    /** @param random makes numbers of claims, which no two nodes may share at a time; safe for several threads */
    EventClaim(Database database, RandomGenerator random) {
        this.database = database;
        this.random = random;
    }

    /** The result of a claim; a lane without events if they were delivered during the wait. */
    private record Lane(int number, int attempts, List<PendingEvent> events) {}

    Optional<ClaimedEvents> claim(String recipient, int most, Duration lease) throws StoreException {
        return database.write(
                "claim_events", () -> "claim events for " + recipient, handle -> claim(handle, recipient, most, lease));
    }

    private Optional<ClaimedEvents> claim(Handle handle, String recipient, int most, Duration lease)
            throws SQLException {
        for (int attempt = 0; attempt < EventLanes.COUNT; attempt++) {
            long claim = random.nextLong(1, Long.MAX_VALUE);
            Optional<Lane> lane = take(handle, recipient, claim, most, lease);
            if (lane.isEmpty()) {
                return Optional.empty();
            }
            if (!lane.get().events().isEmpty()) {
                return lane.map(
                        taken -> new ClaimedEvents(recipient, taken.number(), claim, taken.attempts(), taken.events()));
            }
            free(handle, recipient, claim);
        }
        return Optional.empty();
    }

    /**
     * Creates lanes at their first claim. A separate statement reads the events: the statement that takes the lane
     * would see those that the last holder has just removed. The time of a free lane without a failure gives the order
     * only: clocks are set back, and differ between nodes.
     */
    private static final Sql TAKE = Sql.of("""
        INSERT INTO event_lanes (recipient, lane)
        SELECT :recipient, lane FROM generate_series(0, 15) AS lane
        WHERE NOT EXISTS (SELECT FROM event_lanes WHERE recipient = :recipient)
        ORDER BY lane ON CONFLICT DO NOTHING;
        WITH due AS MATERIALIZED (
            SELECT l.lane FROM event_lanes l
            WHERE l.recipient = :recipient AND (l.due <= :now OR l.claim = 0 AND l.attempts = 0)
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

    private Optional<Lane> take(Handle handle, String recipient, long claim, int most, Duration lease)
            throws SQLException {
        Instant now = database.now();
        Query take = TAKE.query(handle)
                .bind("recipient", recipient)
                .bind("claim", claim)
                .bind("now", now)
                .bind("until", now.plus(lease))
                .bind("most", most);
        return Optional.ofNullable(Sql.last(take).reduceResultSet(null, EventClaim::lane));
    }

    private static Lane lane(@Nullable Lane begun, ResultSet row, StatementContext context) throws SQLException {
        Lane lane = begun == null ? new Lane(row.getInt(1), row.getInt(2), new ArrayList<>()) : begun;
        Optional<Instant> since = TimeColumn.find(row, 4);
        if (since.isPresent()) {
            lane.events().add(new PendingEvent(row.getLong(3), since.get(), row.getString(5)));
        }
        return lane;
    }

    private static final Sql FREE = Sql.of("""
        UPDATE event_lanes SET claim = 0, attempts = 0, due = :now WHERE recipient = :recipient AND claim = :claim
        """);

    private void free(Handle handle, String recipient, long claim) throws SQLException {
        FREE.update(handle)
                .bind("recipient", recipient)
                .bind("claim", claim)
                .bind("now", database.now())
                .execute();
    }
}
