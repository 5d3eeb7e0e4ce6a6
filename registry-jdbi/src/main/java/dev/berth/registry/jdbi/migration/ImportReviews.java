package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.spi.StoreException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Schedules reviews of imported content without references, in whole tables: a partition at a time. */
final class ImportReviews {
    private final Database database;

    ImportReviews(Database database) {
        this.database = database;
    }

    private static final PerPartition UNREFERENCED = PerPartition.of("""
        UPDATE blobs_{b} b SET review_since = :now, review_reason = :reason
        WHERE b.review_since IS NULL AND starts_with(b.key, :prefix) AND b.created < :before
          AND NOT EXISTS (SELECT FROM blob_holders_{b} h WHERE h.digest = b.digest)
        """);

    int reviewUnreferenced(String prefix, Instant before) throws StoreException {
        return inEach(
                "schedule unreferenced blobs for review",
                (transaction, bucket) -> bind(UNREFERENCED, transaction, bucket)
                        .bind("prefix", prefix)
                        .bind("before", before)
                        .execute());
    }

    private static final PerPartition MANIFESTS = PerPartition.of("""
        UPDATE manifests_{b} m SET review_since = :now, review_reason = :reason
        WHERE m.review_since IS NULL
          AND NOT EXISTS (SELECT FROM tags_{b} t WHERE t.repository = m.repository AND t.digest = m.digest)
          AND NOT EXISTS (
            SELECT FROM manifest_references_{b} f
            WHERE f.repository = m.repository AND f.digest = m.digest AND f.target = 1)
          AND NOT EXISTS (
            SELECT FROM manifests_{b} s WHERE s.repository = m.repository AND s.digest = m.subject)
        """);

    private static final PerPartition LINKS = PerPartition.of("""
        UPDATE blob_links_{b} l SET review_since = :now, review_reason = :reason
        WHERE l.review_since IS NULL AND NOT EXISTS (
            SELECT FROM manifest_references_{b} f WHERE f.repository = l.repository AND f.digest = l.digest)
        """);

    private static final PerPartition HOLDS =
            PerPartition.of("DELETE FROM blob_holders_{b} WHERE repository = " + ImportedLinkRows.SOURCE);

    private static final PerPartition BLOBS = PerPartition.of("""
        UPDATE blobs_{b} b SET review_since = :now, review_reason = :reason
        WHERE b.review_since IS NULL
          AND NOT EXISTS (SELECT FROM blob_holders_{b} h WHERE h.digest = b.digest)
        """);

    private static final List<PerPartition> REVIEWS = List.of(MANIFESTS, LINKS, BLOBS);

    /** The record of the import is deleted last: until then a repetition finds the remaining work. */
    int finish() throws StoreException {
        int scheduled = inEach("end the move", (transaction, bucket) -> {
            HOLDS.in(bucket).update(transaction).execute();
            int count = 0;
            for (PerPartition review : REVIEWS) {
                count += bind(review, transaction, bucket).execute();
            }
            return count;
        });
        database.write(
                "forget_imports",
                () -> "remove the record of imports",
                handle -> FORGET.update(handle).execute());
        return scheduled;
    }

    static final Sql FORGET = Sql.of("TRUNCATE import_items, import_sources");

    /** Here, other than in what requests do, whole tables are read. */
    private static final Sql SCANS = Sql.of("SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = on");

    private interface Step {
        int in(Handle transaction, int bucket) throws SQLException;
    }

    private int inEach(String what, Step step) throws StoreException {
        int sum = 0;
        for (int bucket = 0; bucket < database.partitions().count(); bucket++) {
            int here = bucket;
            sum += database.write(
                    "review_imports",
                    () -> what + " in partition " + here,
                    handle -> handle.inTransaction(transaction -> {
                        SCANS.update(transaction).execute();
                        return step.in(transaction, here);
                    }));
        }
        return sum;
    }

    private Update bind(PerPartition statement, Handle transaction, int bucket) {
        return statement
                .in(bucket)
                .update(transaction)
                .bind("now", database.now())
                .bind("reason", ReviewReason.FOUND_UNHELD);
    }
}
