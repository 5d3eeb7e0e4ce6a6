package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.spi.StoreException;
import java.time.Instant;

/** Removes records of deleted content that cannot come back any more. */
final class Forgetting {
    private Forgetting() {}

    /**
     * Removes records of one partition after the other, until there are enough.
     *
     * @param statement removes at most {@code :most} records from before {@code :before}
     * @return the number of removed records, at most {@code most}
     */
    static int of(Database database, String query, String action, PerPartition statement, Instant before, int most)
            throws StoreException {
        int forgotten = 0;
        for (int bucket = 0; bucket < database.partitions().count() && forgotten < most; bucket++) {
            Sql one = statement.in(bucket);
            int left = most - forgotten;
            forgotten += database.write(
                    query,
                    () -> action,
                    handle -> one.update(handle)
                            .bind("before", before)
                            .bind("most", left)
                            .execute());
        }
        return forgotten;
    }
}
