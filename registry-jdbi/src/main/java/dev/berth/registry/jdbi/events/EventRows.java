package dev.berth.registry.jdbi.events;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.EventBacklog;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.events.PendingEvent;
import dev.berth.registry.spi.events.SetAsideEventStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Events that await delivery. No transaction is open while they are delivered: a claim is a time in the row of the
 * lane.
 */
public final class EventRows implements EventStore {
    private final Database database;
    private final EventClaim claim;
    private final SetAsideEventRows setAside;

    /** The events of this database; {@code random} makes the numbers of claims and is safe for several threads. */
    public EventRows(Database database, RandomGenerator random) {
        this.database = database;
        this.claim = new EventClaim(database, random);
        this.setAside = new SetAsideEventRows(database);
    }

    @Override
    public SetAsideEventStore setAsideEvents() {
        return setAside;
    }

    @Override
    public Optional<ClaimedEvents> claim(String recipient, int most, Duration lease) throws StoreException {
        return claim.claim(recipient, most, lease);
    }

    /** Two that are done with the same events lock them in the same order. */
    private static final Sql DONE = Sql.of("""
        WITH delivered AS MATERIALIZED (
            SELECT id FROM events
            WHERE recipient = :recipient AND lane = :lane AND id = ANY (:ids) ORDER BY id FOR UPDATE
        )
        DELETE FROM events e USING delivered d WHERE e.recipient = :recipient AND e.lane = :lane AND e.id = d.id;
        WITH freed AS (
            UPDATE event_lanes SET claim = 0, attempts = 0, due = :now
            WHERE recipient = :recipient AND lane = :lane AND claim = :claim
            RETURNING lane
        )
        SELECT EXISTS (SELECT FROM freed)
        """);

    @Override
    public boolean done(ClaimedEvents events) throws StoreException {
        List<Long> ids = events.events().stream().map(PendingEvent::id).toList();
        return database.write(
                "finish_events",
                () -> "remove events for " + events.recipient(),
                handle -> Sql.last(of(events, DONE.query(handle))
                                .bindArray("ids", Long.class, ids)
                                .bind("now", database.now()))
                        .mapTo(Boolean.class)
                        .one());
    }

    private static final Sql RETRY = Sql.of("""
        UPDATE event_lanes SET claim = 0, due = :next
        WHERE recipient = :recipient AND lane = :lane AND claim = :claim
        """);

    @Override
    public boolean retry(ClaimedEvents events, Instant next) throws StoreException {
        return database.write(
                "delay_events",
                () -> "reschedule events for " + events.recipient(),
                handle ->
                        1 == of(events, RETRY.update(handle)).bind("next", next).execute());
    }

    /** To a lane that is never claimed, 16 above its own. */
    private static final Sql SET_ASIDE = Sql.of("""
        WITH refused AS MATERIALIZED (
            SELECT e.id, w.refusal FROM unnest(:ids, :refusals) AS w (id, refusal)
            JOIN events e ON e.recipient = :recipient AND e.lane = :lane AND e.id = w.id
            ORDER BY e.id FOR UPDATE OF e
        )
        UPDATE events e SET lane = e.lane + 16, refusal = nullif(r.refusal, '') FROM refused r
        WHERE e.recipient = :recipient AND e.lane = :lane AND e.id = r.id
        """);

    @Override
    public void setAside(ClaimedEvents events, Map<Long, String> refusals) throws StoreException {
        List<Long> ids = events.events().stream().map(PendingEvent::id).toList();
        List<String> texts =
                ids.stream().map(id -> refusals.getOrDefault(id, "")).toList();
        database.write(
                "set_aside_events",
                () -> "set aside events for " + events.recipient(),
                handle -> SET_ASIDE
                        .update(handle)
                        .bind("recipient", events.recipient())
                        .bind("lane", events.lane())
                        .bindArray("ids", Long.class, ids)
                        .bindArray("refusals", String.class, texts)
                        .execute());
    }

    private static <S extends SqlStatement<S>> S of(ClaimedEvents events, S statement) {
        return statement
                .bind("recipient", events.recipient())
                .bind("lane", events.lane())
                .bind("claim", events.claim());
    }

    /**
     * Reads only the oldest event of each lane, which the primary key finds; so an event older than its place suggests
     * may wait until those before it are gone. Skips events that are being removed.
     */
    private static final Sql DROP = Sql.of("""
        WITH lanes AS (
            SELECT generate_series(0, 31) AS lane
        ), waiting AS MATERIALIZED (
            SELECT count(*) AS number FROM lanes JOIN events e ON e.recipient = :recipient AND e.lane = lanes.lane
        ), oldest AS MATERIALIZED (
            SELECT e.lane, e.id, e.since, row_number() OVER (ORDER BY e.id) AS place
            FROM lanes CROSS JOIN LATERAL (
                SELECT o.lane, o.id, o.since FROM events o
                WHERE o.recipient = :recipient AND o.lane = lanes.lane ORDER BY o.id LIMIT :most) AS e
        ), unwanted AS MATERIALIZED (
            SELECT e.lane, e.id FROM events e JOIN oldest o ON e.lane = o.lane AND e.id = o.id, waiting
            WHERE e.recipient = :recipient AND (o.since < :before OR o.place <= waiting.number - :keep)
            ORDER BY e.id LIMIT :most FOR UPDATE OF e SKIP LOCKED
        )
        DELETE FROM events e USING unwanted u WHERE e.recipient = :recipient AND e.lane = u.lane AND e.id = u.id
        """);

    @Override
    public int drop(String recipient, Instant before, long keep, int most) throws StoreException {
        return database.write(
                "drop_events",
                () -> "drop events for " + recipient,
                handle -> DROP.update(handle)
                        .bind("recipient", recipient)
                        .bind("before", before)
                        .bind("keep", keep)
                        .bind("most", most)
                        .execute());
    }

    private static final Sql BACKLOG = Sql.of("""
        WITH lanes AS (
            SELECT generate_series(0, 15) AS lane
        )
        SELECT (SELECT count(*) FROM lanes JOIN events e ON e.recipient = :recipient AND e.lane = lanes.lane),
               min(first.since),
               (SELECT count(*) FROM events e WHERE e.recipient = :recipient AND e.lane BETWEEN 16 AND 31)
        FROM lanes CROSS JOIN LATERAL (
            SELECT e.since FROM events e
            WHERE e.recipient = :recipient AND e.lane = lanes.lane ORDER BY e.id LIMIT 1) AS first
        """);

    @Override
    public EventBacklog backlog(String recipient) throws StoreException {
        return database.read(
                "count_events",
                () -> "count the events for " + recipient,
                handle -> BACKLOG.query(handle)
                        .bind("recipient", recipient)
                        .map((row, context) ->
                                new EventBacklog(row.getLong(1), TimeColumn.find(row, 2), row.getLong(3)))
                        .one());
    }
}
