package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.model.Digest;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** Claims the due reviews of a table: their rows are locked until the transaction ends. Does not wait for locks. */
final class ReviewCandidates {
    private ReviewCandidates() {}

    /**
     * An arbitrary number, the same on all nodes: the review of the manifests of a partition holds it together with the
     * number of the partition.
     */
    private static final int ADVISORY_LOCK = 0x42455254;

    /** A review of content of a repository: a manifest, or a link to a blob. */
    record Thing(long repository, Digest digest) {}

    /**
     * First the oldest are counted by reason, including locked ones, then the same number of unlocked ones is taken by
     * reason. A repository that is being deleted is skipped: its deletion would wait for this transaction, and this one
     * for the deleted rows.
     */
    private static PerPartition due(String table, String allowed) {
        return PerPartition.of(Template.of("""
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
            """).with("table", table).with("allowed", allowed));
    }

    private static final PerPartition DUE_MANIFESTS =
            due("manifests", "pg_try_advisory_xact_lock(" + ADVISORY_LOCK + ", {b})");
    private static final PerPartition DUE_LINKS = due("blob_links", "true");

    /** The manifests of a partition, unless another transaction reviews them. */
    static CandidateBatch<Thing> manifests(Handle transaction, int bucket, ReviewCutoffs times, int most) {
        return take(DUE_MANIFESTS.in(bucket).query(transaction), times, most);
    }

    /** Links from a partition. */
    static CandidateBatch<Thing> links(Handle transaction, int bucket, ReviewCutoffs times, int most) {
        return take(DUE_LINKS.in(bucket).query(transaction), times, most);
    }

    private static CandidateBatch<Thing> take(Query due, ReviewCutoffs times, int most) {
        return CandidateBatch.read(
                times.bindTo(due).bind("most", most),
                (row, context) -> new Thing(row.getLong(2), DigestBytes.parse(row.getBytes("digest"))));
    }

    /** Binds the parameters {@code repositories} and {@code digests}. */
    static <S extends SqlStatement<S>> S bind(S statement, List<Thing> things) {
        return statement
                .bindArray(
                        "repositories",
                        Long.class,
                        things.stream().map(Thing::repository).toList())
                .bindArray(
                        "digests",
                        Digest.class,
                        things.stream().map(Thing::digest).toList());
    }
}
