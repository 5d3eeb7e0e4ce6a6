package dev.berth.registry.jdbi.events;

import dev.berth.registry.jdbi.sql.Prepared;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.events.NewEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** The events of a change of a repository, and the time of their record. */
public record OutboxInsert(RepositoryName repository, List<NewEvent> events, Instant now) {

    boolean isEmpty() {
        return events.isEmpty();
    }

    Prepared bindTo(Prepared statement) throws SQLException {
        return statement
                .bind("lane", EventLanes.of(repository))
                .bind("since", now)
                .bindTexts(
                        "recipients", events.stream().map(NewEvent::recipient).toList())
                .bindTexts("payloads", events.stream().map(NewEvent::payload).toList());
    }

    Query bindTo(Query query) {
        return query.bind("lane", EventLanes.of(repository))
                .bind("since", now)
                .bindArray(
                        "recipients",
                        String.class,
                        events.stream().map(NewEvent::recipient).toList())
                .bindArray(
                        "payloads",
                        String.class,
                        events.stream().map(NewEvent::payload).toList());
    }
}
