package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.maintenance.ReleasedBlobs.Release;
import dev.berth.registry.jdbi.maintenance.ReviewCandidates.Thing;
import dev.berth.registry.jdbi.sql.Partitions;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reviews links of repositories to blobs. */
final class LinkReview implements PartitionReview {
    private final ReleasedBlobs blobs;

    LinkReview(Partitions partitions) {
        this.blobs = new ReleasedBlobs(partitions);
    }

    @Override
    public ReviewBatch review(Handle transaction, int bucket, ReviewCutoffs times, int most) throws SQLException {
        CandidateBatch<Thing> due = ReviewCandidates.links(transaction, bucket, times, most);
        List<Thing> batch = due.taken();
        if (batch.isEmpty()) {
            return due.batch(0, 0, 0);
        }
        List<Release> removed = remove(transaction, bucket, batch);
        blobs.release(transaction, removed);
        int kept = removed.size() == batch.size() ? 0 : keep(transaction, bucket, batch);
        return due.batch(removed.size(), kept, 0);
    }

    /**
     * A put that needs a link, and a mount from it, lock it: they have committed, so that they are seen, or wait for
     * us.
     */
    private static final PerPartition REMOVE = PerPartition.of("""
        DELETE FROM blob_links_{b} l USING unnest(:repositories, :digests) AS k (repository, digest)
        WHERE l.repository = k.repository AND l.digest = k.digest AND NOT EXISTS (
            SELECT FROM manifest_references_{b} f
            WHERE f.repository = l.repository AND f.digest = l.digest OFFSET 0)
        RETURNING l.repository, l.digest, l.review_since, l.review_reason
        """);

    private static List<Release> remove(Handle transaction, int bucket, List<Thing> batch) throws SQLException {
        return ReviewCandidates.bind(REMOVE.in(bucket).query(transaction), batch)
                .map((row, context) -> ReleasedBlobs.read(row))
                .list();
    }

    /** Locks a reference for the reason {@link ManifestReview} locks holders. */
    private static final PerPartition KEEP = PerPartition.of("""
        WITH held AS MATERIALIZED (
            SELECT l.repository, l.digest
            FROM unnest(:repositories, :digests) AS k (repository, digest)
            JOIN blob_links_{b} l ON l.repository = k.repository AND l.digest = k.digest
            WHERE (SELECT 1 FROM manifest_references_{b} f
                   WHERE f.repository = l.repository AND f.digest = l.digest
                   LIMIT 1 FOR KEY SHARE SKIP LOCKED) IS NOT NULL
        )
        UPDATE blob_links_{b} l SET review_since = NULL, review_reason = NULL
        FROM held h WHERE l.repository = h.repository AND l.digest = h.digest
        """);

    private static int keep(Handle transaction, int bucket, List<Thing> batch) throws SQLException {
        return ReviewCandidates.bind(KEEP.in(bucket).update(transaction), batch).execute();
    }
}
