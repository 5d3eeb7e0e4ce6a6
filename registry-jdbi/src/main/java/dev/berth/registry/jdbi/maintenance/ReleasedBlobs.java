package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.Partitions;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.model.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Takes holders from blobs whose links were removed, and puts the blobs under review as their links were. */
final class ReleasedBlobs {
    private final Partitions partitions;

    ReleasedBlobs(Partitions partitions) {
        this.partitions = partitions;
    }

    /** A link that is gone, and its review, which is the blob's now. */
    record Release(long repository, Digest digest, Instant since, short reason) {}

    /** Reads repository, digest, time and reason. */
    static Release read(ResultSet row) throws SQLException {
        return new Release(
                row.getLong(1), DigestBytes.parse(row.getBytes(2)), TimeColumn.read(row, 3), row.getShort(4));
    }

    /** One statement for each partition of digests, in their order: blobs are locked by partition and digest. */
    void release(Handle transaction, List<Release> gone) throws SQLException {
        Map<Integer, List<Release>> byBucket = gone.stream()
                .collect(Collectors.groupingBy(
                        release -> partitions.of(release.digest()), TreeMap::new, Collectors.toList()));
        for (Map.Entry<Integer, List<Release>> entry : byBucket.entrySet()) {
            release(transaction, entry.getKey(), entry.getValue());
        }
    }

    /**
     * Schedules blobs even with other holders: two concurrent releases do not see each other. The value to set decides
     * which time counts: a condition would judge the earlier version of a blob after a wait.
     */
    private static final PerPartition RELEASE = PerPartition.of("""
        WITH released AS MATERIALIZED (
            SELECT * FROM unnest(:repositories, :digests, :times, :reasons) AS k (repository, digest, since, reason)
        ), gone AS (
            DELETE FROM blob_holders_{b} h USING released k
            WHERE h.digest = k.digest AND h.repository = k.repository
        ), last AS (
            SELECT DISTINCT ON (digest) digest, since, reason FROM released ORDER BY digest, since DESC
        ), suspects AS (
            SELECT b.digest, l.since, l.reason FROM last l JOIN blobs_{b} b ON b.digest = l.digest
            ORDER BY b.digest FOR NO KEY UPDATE OF b
        )
        UPDATE blobs_{b} b
        SET review_since = GREATEST(b.review_since, s.since),
            review_reason = CASE WHEN b.review_since > s.since THEN b.review_reason ELSE s.reason END
        FROM suspects s WHERE b.digest = s.digest
        """);

    private static void release(Handle transaction, int bucket, List<Release> gone) throws SQLException {
        RELEASE.in(bucket)
                .update(transaction)
                .bindArray(
                        "repositories",
                        Long.class,
                        gone.stream().map(Release::repository).toList())
                .bindArray(
                        "digests",
                        Digest.class,
                        gone.stream().map(Release::digest).toList())
                .bindArray(
                        "times",
                        Instant.class,
                        gone.stream().map(Release::since).toList())
                .bindArray(
                        "reasons",
                        Short.class,
                        gone.stream().map(Release::reason).toList())
                .execute();
    }
}
