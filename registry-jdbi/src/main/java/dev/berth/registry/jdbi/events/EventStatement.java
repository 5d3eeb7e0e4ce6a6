package dev.berth.registry.jdbi.events;

import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Prepared;
import dev.berth.registry.jdbi.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * A statement that makes a change, for every partition and in two forms: with the record of its events, and without, at
 * no extra cost, for a change without events.
 *
 * <p>The text has a mark, <code>{told:NAME}</code>, after its last WITH query. NAME is the query that answers one row
 * if and only if there is a change, and only when all locks of the change are held. So an event gets its id under these
 * locks, and the ids of changes that exclude each other have the order of the changes (docs/decisions/0045).
 */
public final class EventStatement {
    private static final Pattern MARK = Pattern.compile("\\{told:([a-z]+)}");

    private static final String RECORD = """
        , told AS (
            INSERT INTO events (recipient, lane, since, payload)
            SELECT n.recipient, :lane, :since, n.payload
            FROM $1, unnest(:recipients, :payloads) WITH ORDINALITY AS n (recipient, payload, place)
            ORDER BY n.place
        )\
        """;

    private final PerPartition withoutEvents;
    private final PerPartition withEvents;

    private EventStatement(String pattern) {
        withoutEvents = PerPartition.of(MARK.matcher(pattern).replaceFirst(""));
        withEvents = PerPartition.of(MARK.matcher(pattern).replaceFirst(RECORD));
    }

    public static EventStatement of(String pattern) {
        return new EventStatement(pattern);
    }

    /** Prepares the form for the change, with the parameters of its events. */
    public Prepared on(Connection connection, int bucket, OutboxInsert outboxInsert) throws SQLException {
        Prepared prepared = in(bucket, outboxInsert).on(connection);
        return outboxInsert.isEmpty() ? prepared : outboxInsert.bindTo(prepared);
    }

    Sql in(int bucket, OutboxInsert outboxInsert) {
        return (outboxInsert.isEmpty() ? withoutEvents : withEvents).in(bucket);
    }
}
