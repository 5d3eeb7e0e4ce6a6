package dev.berth.registry.jdbi.schema;

import dev.berth.registry.jdbi.sql.SqlFailure;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The waits of a migration for the locks of tables. Requests queue behind a change that waits, so a change waits for
 * two seconds at most and is repeated after a rest, until it succeeds or about four minutes have passed.
 */
final class LockWaits {
    /** The statement that bounds the waits of those after it. */
    static final String LIMIT = "SET lock_timeout = '2s'";

    private static final Logger LOG = LoggerFactory.getLogger(LockWaits.class);
    private static final Duration REST = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 60;

    private LockWaits() {}

    /** The number of changes that are left, of all. */
    interface Left {
        int count() throws SQLException;
    }

    /** Applies or undoes changes. */
    interface Changes {
        void run(int count) throws SQLException, StoreException;
    }

    /** Runs changes; those that do not get their locks are repeated. */
    static void repeat(int count, Left left, Changes changes) throws SQLException, StoreException {
        if (count == 0) {
            return;
        }
        int end = left.count() - count;
        for (int attempt = 1; left.count() > end; attempt++) {
            try {
                changes.run(left.count() - end);
                return;
            } catch (StoreException e) {
                if (!SqlFailure.isLockTimeout(e)) {
                    throw e;
                }
                rest(attempt, e);
            }
        }
    }

    private static void rest(int attempt, StoreException failure) throws StoreException {
        if (attempt == ATTEMPTS) {
            throw new StoreException(
                    Kind.TRANSIENT,
                    "cannot change the schema: other transactions kept the locks of its tables during " + ATTEMPTS
                            + " attempts; end them (pg_stat_activity shows them) and migrate again",
                    failure);
        }
        LOG.info("a change of the schema waits for other transactions: attempt {} of {} failed", attempt, ATTEMPTS);
        try {
            Thread.sleep(REST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Kind.TRANSIENT, "interrupted before a change of the schema", e);
        }
    }
}
