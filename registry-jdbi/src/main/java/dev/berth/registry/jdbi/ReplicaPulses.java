package dev.berth.registry.jdbi;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Numbers that this node writes to the primary. A standby that shows one has every change that was committed before it
 * was sent, whatever the clocks and logs of the servers say, and also after a promotion. Used by one thread.
 */
final class ReplicaPulses {
    private static final int REMEMBERED = 256;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Database primary;
    private final Deque<Pulse> sent = new ArrayDeque<>();
    private Optional<String> node = Optional.empty();

    private record Pulse(long number, long moment) {}

    private record Written(String node, long number) {}

    ReplicaPulses(Database primary) {
        this.primary = primary;
    }

    /** This node among those that write pulses; empty before the first one. */
    String node() {
        return node.orElse("00000000-0000-0000-0000-000000000000");
    }

    private static final Sql FIRST = Sql.of("""
        WITH stopped AS (
            DELETE FROM replica_pulses WHERE sent < CAST(:now AS timestamptz) - INTERVAL '1 day'
        )
        INSERT INTO replica_pulses (node, number, sent) VALUES (gen_random_uuid(), 1, :now)
        RETURNING CAST(node AS text), number
        """);

    private static final Sql NEXT = Sql.of("""
        UPDATE replica_pulses SET number = number + 1, sent = :now WHERE node = CAST(:node AS uuid)
        RETURNING CAST(node AS text), number
        """);

    /** Writes the next number. */
    void send() throws StoreException {
        long moment = System.nanoTime();
        Optional<Written> written = node.isEmpty() ? Optional.of(first()) : next(node.get());
        if (written.isEmpty()) {
            node = Optional.empty(); // the row is gone, as after the restore of a backup
            sent.clear();
            return;
        }
        node = Optional.of(written.get().node());
        sent.addFirst(new Pulse(written.get().number(), moment));
        if (sent.size() > REMEMBERED) {
            sent.removeLast();
        }
    }

    /** The moment before which a number was not sent, of {@link System#nanoTime}; empty for one long ago. */
    OptionalLong moment(long number) {
        return sent.stream()
                .filter(pulse -> pulse.number() == number)
                .mapToLong(Pulse::moment)
                .findFirst();
    }

    private Written first() throws StoreException {
        return write(FIRST, "").orElseThrow();
    }

    private Optional<Written> next(String known) throws StoreException {
        return write(NEXT, known);
    }

    private Optional<Written> write(Sql statement, String known) throws StoreException {
        return Deadline.in(LONGEST)
                .call(() -> primary.write(
                        "send_replica_pulse",
                        () -> "write a pulse for standbys",
                        handle -> statement
                                .query(handle)
                                .bind("node", known)
                                .bind("now", primary.now())
                                .map((row, context) -> new Written(row.getString(1), row.getLong(2)))
                                .findOne()));
    }
}
