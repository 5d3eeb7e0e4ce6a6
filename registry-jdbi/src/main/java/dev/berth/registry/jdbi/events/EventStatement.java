package dev.berth.registry.jdbi.events;

import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Prepared;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.Template;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * A statement that makes a change, for every partition and in two forms: with the record of its events, and without, at
 * no extra cost, for a change without events.
 *
 * <p>The text has the mark <code>{events}</code> after its last WITH query. The named WITH query answers one row if and
 * only if there is a change, and only when all locks of the change are held. So an event gets its id under these locks,
 * and the ids of changes that exclude each other have the order of the changes (docs/decisions/0045).
 */
public final class EventStatement {
    private static final String RECORD = """
        , recorded AS (
            INSERT INTO events (recipient, lane, since, payload)
            SELECT n.recipient, :lane, :since, n.payload
            FROM {change}, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
            ORDER BY n.place
        )\
        """;

    private final PerPartition withoutEvents;
    private final PerPartition withEvents;

    private EventStatement(Template template, String change) {
        withoutEvents = PerPartition.of(template.with("events", ""));
        withEvents = PerPartition.of(template.with("events", RECORD).with("change", change));
    }

    /** Records events for the row of the WITH query {@code change}. */
    public static EventStatement of(String text, String change) {
        return of(Template.of(text), change);
    }

    /** Like {@link #of(String, String)}. */
    public static EventStatement of(Template template, String change) {
        return new EventStatement(template, change);
    }

    /** Prepares the form for the change, with the parameters of its events. */
    public Prepared on(Connection connection, int bucket, OutboxInsert outboxInsert) throws SQLException {
        Prepared prepared = in(bucket, outboxInsert).on(connection);
        return outboxInsert.isEmpty() ? prepared : outboxInsert.bindTo(prepared);
    }

    /** Like {@link #on}, through Jdbi. */
    public Query query(Handle handle, int bucket, OutboxInsert outboxInsert) {
        Query query = in(bucket, outboxInsert).query(handle);
        return outboxInsert.isEmpty() ? query : outboxInsert.bindTo(query);
    }

    Sql in(int bucket, OutboxInsert outboxInsert) {
        return (outboxInsert.isEmpty() ? withoutEvents : withEvents).in(bucket);
    }
}
