package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Prepared;
import dev.berth.registry.model.Digest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Claims the due reviews of a table: their rows are locked until the transaction ends. Does not wait for locks. */
final class ReviewCandidates {
    /**
     * An arbitrary number, the same on all nodes: the review of the manifests of a partition holds it together with the
     * number of the partition.
     */
    private static final int ADVISORY_LOCK = 0x42455254;

    /** The manifests of a partition, unless another transaction reviews them. */
    static final ReviewCandidates MANIFESTS =
            ofRepositories("manifests", "pg_try_advisory_xact_lock(" + ADVISORY_LOCK + ", {b})");

    /** Links from a partition. */
    static final ReviewCandidates LINKS = ofRepositories("blob_links", "true");

    private final PerPartition take;

    private ReviewCandidates(String take) {
        this.take = PerPartition.of(take);
    }

    /** A review of content of a repository: a manifest, or a link to a blob. */
    record Thing(long repository, Digest digest) {}

    /**
     * First the oldest are counted by reason, including locked ones, then the same number of unlocked ones is taken by
     * reason. A repository that is being deleted is skipped: its deletion would wait for this transaction, and this one
     * for the deleted rows.
     */
    private static ReviewCandidates ofRepositories(String table, String allowed) {
        return new ReviewCandidates("""
            WITH due AS MATERIALIZED (
                SELECT d.reason, d.time FROM unnest(:reasons, :times) AS d (reason, time)
            ), oldest AS (
                SELECT o.reason FROM due d, LATERAL (
                    SELECT t.review_reason AS reason, t.review_since AS since FROM {table}_{b} t
                    WHERE t.review_reason = d.reason AND t.review_since <= d.time
                    ORDER BY t.review_since LIMIT :most) o
                ORDER BY o.since LIMIT :most
            ), shares AS (
                SELECT d.reason, d.time, count(*) AS most FROM due d JOIN oldest o ON o.reason = d.reason
                WHERE (SELECT {allowed}) GROUP BY d.reason, d.time
            )
            SELECT o.due, taken.repository, taken.digest
            FROM (SELECT count(*) AS due FROM oldest) o LEFT JOIN (shares s CROSS JOIN LATERAL (
                SELECT t.repository, t.digest FROM {table}_{b} t JOIN repositories r ON r.id = t.repository
                WHERE t.review_reason = s.reason AND t.review_since <= s.time
                ORDER BY t.review_since LIMIT s.most
                FOR KEY SHARE OF r SKIP LOCKED FOR UPDATE OF t SKIP LOCKED) taken) ON true
            """.replace("{table}", table).replace("{allowed}", allowed));
    }

    CandidateBatch<Thing> take(Connection transaction, int bucket, ReviewCutoffs times, int most) throws SQLException {
        return times.bindTo(take.in(bucket).on(transaction))
                .bind("most", most)
                .rows(rows -> CandidateBatch.read(
                        rows, row -> new Thing(row.getLong(2), DigestBytes.parse(row.getBytes("digest")))));
    }

    /** Binds the parameters {@code repositories} and {@code digests}. */
    static Prepared bind(Prepared statement, List<Thing> things) throws SQLException {
        return statement
                .bindIds("repositories", things.stream().map(Thing::repository).toList())
                .bindDigests("digests", things.stream().map(Thing::digest).toList());
    }
}
