package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.maintenance.ReviewCandidates.Thing;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Reviews manifests. One batch of a partition follows the other: parents and children are in one table, and two batches
 * could wait for each other's.
 */
final class ManifestReview implements PartitionReview {

    @Override
    public ReviewBatch review(Handle transaction, int bucket, ReviewCutoffs times, int most) throws SQLException {
        CandidateBatch<Thing> due = ReviewCandidates.manifests(transaction, bucket, times, most);
        List<Thing> batch = due.taken();
        if (batch.isEmpty()) {
            return due.batch(0, 0, 0);
        }
        int removed = remove(transaction, bucket, batch);
        int kept = removed == batch.size() ? 0 : keep(transaction, bucket, batch);
        return due.batch(removed, kept, 0);
    }

    /**
     * A new tag updates the manifest, and an index that lists it locks it: either these have committed, so that they
     * are visible, or they wait for this transaction. A child or a referrer of removed content is held by it until
     * then: nothing is removed and scheduled at once. The last of several parents counts; a later touch or review time
     * stays. The values to set decide that, not a condition: after a wait for a row, conditions would judge its earlier
     * version. OFFSET 0 keeps index lookups separate, even if the planner assumes small tables.
     */
    private static final PerPartition REMOVE = PerPartition.of("""
        WITH dead AS MATERIALIZED (
            SELECT m.id, m.repository, m.digest, m.review_since AS since, m.review_reason AS reason
            FROM unnest(:repositories, :digests) AS k (repository, digest)
            JOIN manifests_{b} m ON m.repository = k.repository AND m.digest = k.digest
            WHERE NOT EXISTS (
                SELECT FROM tags_{b} t WHERE t.repository = m.repository AND t.digest = m.digest OFFSET 0)
              AND NOT EXISTS (
                SELECT FROM manifest_references_{b} f
                WHERE f.repository = m.repository AND f.digest = m.digest AND f.target = 1 OFFSET 0)
              AND NOT EXISTS (
                SELECT FROM manifests_{b} s
                WHERE s.repository = m.repository AND s.digest = m.subject OFFSET 0)
        ), gone AS (
            DELETE FROM manifests_{b} m USING dead d WHERE m.repository = d.repository AND m.digest = d.digest
            RETURNING m.id
        ), freed AS MATERIALIZED (
            DELETE FROM manifest_references_{b} f USING dead d WHERE f.manifest = d.id
            RETURNING f.repository, f.digest, f.target, d.since, d.reason
        ), needed AS (
            SELECT DISTINCT ON (repository, digest) repository, digest, since, reason
            FROM freed ORDER BY repository, digest, since DESC
        ), links AS (
            SELECT l.repository, l.digest, n.since, n.reason
            FROM needed n JOIN blob_links_{b} l ON l.repository = n.repository AND l.digest = n.digest
            ORDER BY l.repository, l.digest FOR NO KEY UPDATE OF l
        ), suspected_links AS (
            UPDATE blob_links_{b} l
            SET review_since = GREATEST(l.review_since, l.touched, s.since),
                review_reason = CASE WHEN l.review_since > GREATEST(l.touched, s.since)
                    THEN l.review_reason ELSE s.reason END
            FROM links s WHERE l.repository = s.repository AND l.digest = s.digest
        ), relatives AS (
            SELECT DISTINCT ON (repository, digest) repository, digest, since, reason FROM (
                SELECT repository, digest, since, reason FROM freed WHERE target = 1
                UNION ALL
                SELECT m.repository, m.digest, d.since, d.reason
                FROM dead d JOIN manifests_{b} m ON m.repository = d.repository AND m.subject = d.digest) both_ways
            ORDER BY repository, digest, since DESC
        ), manifests AS (
            SELECT m.repository, m.digest, s.since, s.reason
            FROM relatives s JOIN manifests_{b} m ON m.repository = s.repository AND m.digest = s.digest
            ORDER BY m.repository, m.digest FOR NO KEY UPDATE OF m
        ), suspected_manifests AS (
            UPDATE manifests_{b} m
            SET review_since = GREATEST(m.review_since, m.touched, s.since),
                review_reason = CASE WHEN m.review_since > GREATEST(m.touched, s.since)
                    THEN m.review_reason ELSE s.reason END
            FROM manifests s WHERE m.repository = s.repository AND m.digest = s.digest
        )
        SELECT count(*) FROM gone
        """);

    private static int remove(Handle transaction, int bucket, List<Thing> batch) throws SQLException {
        return ReviewCandidates.bind(REMOVE.in(bucket).query(transaction), batch)
                .mapTo(Integer.class)
                .one();
    }

    /**
     * The removal of a holder schedules the released content, but may not have seen rows created after its statement
     * began: so a holder counts only if it can be locked, and it cannot be removed until the lock is released.
     */
    private static final PerPartition KEEP = PerPartition.of("""
        WITH held AS MATERIALIZED (
            SELECT m.repository, m.digest
            FROM unnest(:repositories, :digests) AS k (repository, digest)
            JOIN manifests_{b} m ON m.repository = k.repository AND m.digest = k.digest
            WHERE COALESCE(
                (SELECT 1 FROM tags_{b} t WHERE t.repository = m.repository AND t.digest = m.digest
                 LIMIT 1 FOR KEY SHARE SKIP LOCKED),
                (SELECT 1 FROM manifest_references_{b} f
                 WHERE f.repository = m.repository AND f.digest = m.digest AND f.target = 1
                 LIMIT 1 FOR KEY SHARE SKIP LOCKED),
                (SELECT 1 FROM manifests_{b} s WHERE s.repository = m.repository AND s.digest = m.subject
                 LIMIT 1 FOR KEY SHARE SKIP LOCKED)) IS NOT NULL
        )
        UPDATE manifests_{b} m SET review_since = NULL, review_reason = NULL
        FROM held h WHERE m.repository = h.repository AND m.digest = h.digest
        """);

    private static int keep(Handle transaction, int bucket, List<Thing> batch) throws SQLException {
        return ReviewCandidates.bind(KEEP.in(bucket).update(transaction), batch).execute();
    }
}
