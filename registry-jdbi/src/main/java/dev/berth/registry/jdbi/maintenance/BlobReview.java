package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reviews blobs. */
final class BlobReview implements PartitionReview {
    private final Database database;

    BlobReview(Database database) {
        this.database = database;
    }

    @Override
    public ReviewBatch review(Handle transaction, int bucket, ReviewCutoffs times, int most) throws SQLException {
        CandidateBatch<Digest> due = take(transaction, bucket, times, most);
        List<Digest> batch = due.taken();
        if (batch.isEmpty()) {
            return due.batch(0, 0, 0);
        }
        Removed removed = remove(transaction, bucket, batch, database.now());
        int kept = removed.count() == batch.size() ? 0 : keep(transaction, bucket, batch);
        return due.batch(removed.count(), kept, removed.bytes());
    }

    /** Like {@link ReviewCandidates} for the content of repositories. */
    private static final PerPartition TAKE = PerPartition.of("""
        WITH due AS MATERIALIZED (
            SELECT d.reason, d.time FROM unnest(:reasons, :times) AS d (reason, time)
        ), oldest AS (
            SELECT o.reason FROM due d, LATERAL (
                SELECT b.review_reason AS reason, b.review_since AS since FROM blobs_{b} b
                WHERE b.review_reason = d.reason AND b.review_since <= d.time
                ORDER BY b.review_since LIMIT :most) o
            ORDER BY o.since LIMIT :most
        ), shares AS (
            SELECT d.reason, d.time, count(*) AS most FROM due d JOIN oldest o ON o.reason = d.reason
            GROUP BY d.reason, d.time
        )
        SELECT o.due, taken.digest
        FROM (SELECT count(*) AS due FROM oldest) o LEFT JOIN (shares s CROSS JOIN LATERAL (
            SELECT b.digest FROM blobs_{b} b
            WHERE b.review_reason = s.reason AND b.review_since <= s.time
            ORDER BY b.review_since LIMIT s.most
            FOR UPDATE SKIP LOCKED) taken) ON true
        """);

    private static CandidateBatch<Digest> take(Handle transaction, int bucket, ReviewCutoffs times, int most)
            throws SQLException {
        return CandidateBatch.read(
                times.bindTo(TAKE.in(bucket).query(transaction)).bind("most", most),
                (row, context) -> DigestBytes.parse(row.getBytes("digest")));
    }

    private record Removed(int count, long bytes) {}

    /**
     * An upload of the digest updates the blob: either it has committed, so that its link is visible, or it waits for
     * this transaction. A mount holds its source link until its own is committed.
     */
    private static final PerPartition REMOVE = PerPartition.of("""
        WITH gone AS (
            DELETE FROM blobs_{b} b USING unnest(:digests) AS k (digest)
            WHERE b.digest = k.digest
              AND NOT EXISTS (SELECT FROM blob_holders_{b} h WHERE h.digest = b.digest OFFSET 0)
            RETURNING b.key, b.size
        ), doomed AS (
            INSERT INTO storage_deletions (key, since, next_try)
            SELECT key, :now, :now FROM gone ON CONFLICT (key) DO NOTHING
        )
        SELECT count(*), COALESCE(sum(size), 0) FROM gone
        """);

    private static Removed remove(Handle transaction, int bucket, List<Digest> batch, Instant now) throws SQLException {
        return REMOVE.in(bucket)
                .query(transaction)
                .bindArray("digests", Digest.class, batch)
                .bind("now", now)
                .map((row, context) -> new Removed(row.getInt(1), row.getLong(2)))
                .one();
    }

    /** Locks a holder for the reason {@link ManifestReview} locks holders. */
    private static final PerPartition KEEP = PerPartition.of("""
        WITH held AS MATERIALIZED (
            SELECT b.digest FROM unnest(:digests) AS k (digest) JOIN blobs_{b} b ON b.digest = k.digest
            WHERE (SELECT 1 FROM blob_holders_{b} h WHERE h.digest = b.digest
                   LIMIT 1 FOR KEY SHARE SKIP LOCKED) IS NOT NULL
        )
        UPDATE blobs_{b} b SET review_since = NULL, review_reason = NULL FROM held h WHERE b.digest = h.digest
        """);

    private static int keep(Handle transaction, int bucket, List<Digest> batch) throws SQLException {
        return KEEP.in(bucket)
                .update(transaction)
                .bindArray("digests", Digest.class, batch)
                .execute();
    }
}
