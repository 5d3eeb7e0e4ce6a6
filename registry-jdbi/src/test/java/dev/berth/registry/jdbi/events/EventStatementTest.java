package dev.berth.registry.jdbi.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jdbi.Sample;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStatementTest {
    private static final EventStatement TELLING =
            EventStatement.of("WITH gone AS (DELETE FROM tags_{b}){events} SELECT 1", "gone");

    @Test
    void withoutEventsTheStatementIsAsIfThereWereNone() {
        OutboxInsert nothing = new OutboxInsert(Sample.APP, List.of(), Instant.EPOCH);

        assertThat(TELLING.in(3, nothing)).hasToString("WITH gone AS (DELETE FROM tags_3) SELECT 1");
    }

    @Test
    void eventsAreRecordedIfThereIsAChange() {
        OutboxInsert something = new OutboxInsert(Sample.APP, Sample.withEvents("payload"), Instant.EPOCH);

        assertThat(TELLING.in(3, something).toString())
                .startsWith("WITH gone AS (DELETE FROM tags_3), recorded AS (")
                .contains("INSERT INTO events", "FROM gone, unnest(?, ?)")
                .endsWith(") SELECT 1");
    }
}
