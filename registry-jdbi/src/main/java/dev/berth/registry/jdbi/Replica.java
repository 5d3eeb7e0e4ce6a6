package dev.berth.registry.jdbi;

import dev.berth.registry.jdbi.content.BlobLinkRows;
import dev.berth.registry.jdbi.content.ManifestRows;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.ContentReads;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One standby: its connections, and the moment up to which it is known to have every change. Safe for use by any number
 * of threads.
 */
final class Replica implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

    /** The longest wait for a standby: the primary answers then. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final String address;
    private final ConnectionPool pool;
    private final Database database;
    private final ContentReads content;
    private final long maxLagNanos;
    private volatile Completeness complete = new Completeness(false, 0);
    private boolean wasUsed;

    /** The moment, of {@link System#nanoTime}, up to which the standby has every change. */
    private record Completeness(boolean known, long moment) {}

    /** A read of the standby. */
    interface Lookup<T> {
        Optional<T> in(ContentReads content) throws StoreException;
    }

    /** Connects to nothing yet. */
    Replica(DatabaseConfig config, Duration maxLag, Function<ConnectionPool, Database> database) {
        this.address = String.join(",", config.servers());
        this.pool = new ConnectionPool(config);
        this.database = database.apply(pool);
        this.content = ContentReads.exact(new ManifestRows(this.database), new BlobLinkRows(this.database));
        this.maxLagNanos = maxLag.toNanos();
    }

    /** True while everything older than the allowed lag is known to be there. */
    boolean isUsable() {
        Completeness now = complete;
        return now.known() && System.nanoTime() - now.moment() < maxLagNanos;
    }

    /** The time since which it is not known to have every change. */
    Duration lag() {
        return Duration.ofNanos(System.nanoTime() - complete.moment());
    }

    /** The answer of the standby; empty also when it fails, which leaves it out until its next check. */
    <T> Optional<T> read(Lookup<T> lookup) {
        try {
            return shortly(() -> lookup.in(content));
        } catch (StoreException e) {
            LOG.debug("standby {} failed", address, e);
            complete = new Completeness(false, 0);
            return Optional.empty();
        }
    }

    private static final Sql SEEN = Sql.of("SELECT number FROM replica_pulses WHERE node = CAST(:node AS uuid)");

    /** Checks which pulse the standby has. */
    void check(ReplicaPulses pulses) {
        String reason = "it lags by more than " + Duration.ofNanos(maxLagNanos).toMillis() + " ms";
        try {
            Optional<Long> seen = shortly(() -> database.read(
                    "replica_pulse",
                    () -> "read the pulse of a standby",
                    handle -> SEEN.query(handle)
                            .bind("node", pulses.node())
                            .mapTo(Long.class)
                            .findOne()));
            OptionalLong moment = seen.map(pulses::moment).orElse(OptionalLong.empty());
            complete = new Completeness(moment.isPresent(), moment.orElse(0));
        } catch (StoreException e) {
            complete = new Completeness(false, 0);
            reason = String.valueOf(e.getMessage());
        }
        report(reason);
    }

    private void report(String reason) {
        boolean isUsed = isUsable();
        if (isUsed && !wasUsed) {
            LOG.info("standby {} answers reads by digest", address);
        } else if (wasUsed && !isUsed) {
            LOG.warn("standby {} is left out: {}", address, reason);
        }
        wasUsed = isUsed;
    }

    private static <T> T shortly(Deadline.Work<T, StoreException> work) throws StoreException {
        return Deadline.in(Deadline.current().atMost(LONGEST)).call(work);
    }

    @Override
    public void close() {
        pool.close();
    }
}
