package dev.berth.registry.jdbi.events;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.PendingEvent;
import dev.berth.registry.spi.events.RefusedEvent;
import dev.berth.registry.spi.events.SetAsideEventStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Events set aside: those in the lanes 16 to 31, each 16 above the lane of its repository. */
final class SetAsideEventRows implements SetAsideEventStore {
    private final Database database;

    SetAsideEventRows(Database database) {
        this.database = database;
    }

    /** Only a recipient with lanes has had a claim, and so events that were set aside. */
    private static final Sql COUNTS = Sql.of("""
        SELECT r.recipient, c.number
        FROM (SELECT DISTINCT recipient FROM event_lanes) AS r
        CROSS JOIN LATERAL (
            SELECT count(*) AS number FROM events e
            WHERE e.recipient = r.recipient AND e.lane BETWEEN 16 AND 31) AS c
        WHERE c.number > 0
        """);

    @Override
    public SortedMap<String, Long> counts() throws StoreException {
        return database.read(
                "count_set_aside_events",
                () -> "count the events set aside",
                handle -> COUNTS.query(handle).reduceResultSet(new TreeMap<String, Long>(), (counts, row, context) -> {
                    counts.put(row.getString(1), row.getLong(2));
                    return counts;
                }));
    }

    private static final Sql LIST = Sql.of("""
        SELECT e.id, e.since, e.payload, e.refusal
        FROM generate_series(16, 31) AS aside (lane)
        CROSS JOIN LATERAL (
            SELECT o.id, o.since, o.payload, o.refusal FROM events o
            WHERE o.recipient = :recipient AND o.lane = aside.lane AND o.id > :after
            ORDER BY o.id LIMIT :most) AS e
        ORDER BY e.id LIMIT :most
        """);

    @Override
    public List<RefusedEvent> list(String recipient, long after, int most) throws StoreException {
        return database.read(
                "list_set_aside_events",
                () -> "list the events set aside for " + recipient,
                handle -> LIST.query(handle)
                        .bind("recipient", recipient)
                        .bind("after", after)
                        .bind("most", most)
                        .map((row, context) -> refused(row))
                        .list());
    }

    private static RefusedEvent refused(ResultSet row) throws SQLException {
        Instant since = row.getObject(2, OffsetDateTime.class).toInstant();
        PendingEvent event = new PendingEvent(row.getLong(1), since, row.getString(3));
        return new RefusedEvent(event, Optional.ofNullable(row.getString(4)));
    }

    /** Two that change the same events lock them in the same order. */
    private static final String WANTED = """
        WITH wanted AS MATERIALIZED (
            SELECT e.lane, e.id FROM generate_series(16, 31) AS aside (lane)
            JOIN events e ON e.recipient = :recipient AND e.lane = aside.lane AND e.id = ANY (:ids)
            ORDER BY e.id FOR UPDATE OF e
        )
        """;

    private static final Sql RESEND = Sql.of(WANTED + """
        UPDATE events e SET lane = e.lane - 16, refusal = NULL FROM wanted w
        WHERE e.recipient = :recipient AND e.lane = w.lane AND e.id = w.id
        """);

    @Override
    public int resend(String recipient, Collection<Long> ids) throws StoreException {
        return change(RESEND, "resend_events", "resend events to ", recipient, ids);
    }

    private static final Sql DISCARD = Sql.of(WANTED + """
        DELETE FROM events e USING wanted w WHERE e.recipient = :recipient AND e.lane = w.lane AND e.id = w.id
        """);

    @Override
    public int discard(String recipient, Collection<Long> ids) throws StoreException {
        return change(DISCARD, "discard_events", "discard events for ", recipient, ids);
    }

    private int change(Sql statement, String query, String action, String recipient, Collection<Long> ids)
            throws StoreException {
        return database.write(
                query,
                () -> action + recipient,
                handle -> statement
                        .update(handle)
                        .bind("recipient", recipient)
                        .bindArray("ids", Long.class, List.copyOf(ids))
                        .execute());
    }
}
