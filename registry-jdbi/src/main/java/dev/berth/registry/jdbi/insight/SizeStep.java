package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.insight.SizeCount.Totals;
import dev.berth.registry.jdbi.insight.SizeRows.Home;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.model.Digest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * One level of a count: manifests whose holders change, their layers, and the children the next level is about. Rows
 * are found one by one and changed by their place, so that no plan reads all counted rows of the repository
 * (docs/decisions/0410). Nothing changes them in between: the count has locked the figure of the repository.
 */
final class SizeStep {
    private final Handle handle;
    private final Home repository;
    private final Totals totals;

    SizeStep(Handle handle, Home repository, Totals totals) {
        this.handle = handle;
        this.repository = repository;
        this.totals = totals;
    }

    /**
     * A manifest that was not held remembers what it lists and needs: when its last holder is gone, so may the
     * manifest be. A blob that an index lists is a layer.
     */
    private static final PerPartition ADD = PerPartition.of("""
        WITH change AS (
            SELECT c.digest, c.holders FROM unnest(:digests, :holders) AS c (digest, holders)
        ), placed AS MATERIALIZED (
            SELECT c.digest, c.holders, (
                SELECT m.ctid FROM counted_manifests_{b} m WHERE m.repository = :id AND m.digest = c.digest) AS place
            FROM change c
        ), held AS (
            UPDATE counted_manifests_{b} m SET holders = m.holders + p.holders FROM placed p WHERE m.ctid = p.place
        ), fresh AS MATERIALIZED (
            SELECT p.digest, p.holders, (
                SELECT m.id FROM manifests_{b} m WHERE m.repository = :id AND m.digest = p.digest) AS id
            FROM placed p WHERE p.place IS NULL
        ), needed AS MATERIALIZED (
            SELECT n.digest AS manifest, n.holders, f.digest, l.size,
                f.target = 1 AND EXISTS (
                    SELECT FROM manifests_{b} k WHERE k.repository = :id AND k.digest = f.digest OFFSET 0) AS listed
            FROM fresh n LEFT JOIN manifest_references_{b} f ON f.manifest = n.id AND f.target <> 2
            LEFT JOIN blob_links_{b} l ON l.repository = :id AND l.digest = f.digest
        ), stored AS (
            INSERT INTO counted_manifests_{b} (repository, digest, bucket, holders, children, layers)
            SELECT :id, n.manifest, {b}, n.holders,
                coalesce(array_agg(n.digest) FILTER (WHERE n.listed), '{}'),
                coalesce(array_agg(n.digest) FILTER (WHERE NOT n.listed AND n.size IS NOT NULL), '{}')
            FROM needed n GROUP BY n.manifest, n.holders
        ), layers AS (
            SELECT digest, size, count(*) AS holders FROM needed
            WHERE NOT listed AND size IS NOT NULL GROUP BY digest, size
        ), counted AS (
            INSERT INTO counted_layers_{b} AS c (repository, digest, bucket, holders, size)
            SELECT :id, digest, {b}, holders, size FROM layers
            ON CONFLICT (repository, digest, bucket) DO UPDATE SET holders = c.holders + excluded.holders
            RETURNING c.digest, c.holders, c.size
        ), began AS (
            SELECT c.size FROM counted c JOIN layers l ON l.digest = c.digest WHERE c.holders = l.holders
        )
        SELECT (SELECT coalesce(sum(size), 0) FROM began), (SELECT count(*) FROM began),
            EXISTS (SELECT FROM needed WHERE digest IS NOT NULL AND NOT listed AND size IS NULL)
                OR EXISTS (SELECT FROM fresh WHERE id IS NULL),
            (SELECT array_agg(digest) FROM needed WHERE listed)
        """);

    /** Children with the number of their new holders. */
    Map<Digest, Long> add(Map<Digest, Long> holders) {
        return bind(ADD, holders).map((row, context) -> children(row, 1)).one();
    }

    private static final PerPartition REMOVE = PerPartition.of("""
        WITH change AS (
            SELECT c.digest, c.holders FROM unnest(:digests, :holders) AS c (digest, holders)
        ), placed AS MATERIALIZED (
            SELECT c.holders, (
                SELECT m.ctid FROM counted_manifests_{b} m WHERE m.repository = :id AND m.digest = c.digest) AS place
            FROM change c
        ), held AS (
            UPDATE counted_manifests_{b} m SET holders = m.holders - p.holders
            FROM placed p WHERE m.ctid = p.place AND m.holders > p.holders
        ), gone AS (
            DELETE FROM counted_manifests_{b} m USING placed p WHERE m.ctid = p.place AND m.holders <= p.holders
            RETURNING m.children, m.layers
        ), layers AS (
            SELECT l.digest, count(*) AS holders FROM gone g, unnest(g.layers) AS l (digest) GROUP BY l.digest
        ), placed_layers AS MATERIALIZED (
            SELECT l.holders, (
                SELECT c.ctid FROM counted_layers_{b} c WHERE c.repository = :id AND c.digest = l.digest) AS place
            FROM layers l
        ), needed AS (
            UPDATE counted_layers_{b} c SET holders = c.holders - p.holders
            FROM placed_layers p WHERE c.ctid = p.place AND c.holders > p.holders
        ), ended AS (
            DELETE FROM counted_layers_{b} c USING placed_layers p WHERE c.ctid = p.place AND c.holders <= p.holders
            RETURNING c.size
        )
        SELECT (SELECT coalesce(sum(size), 0) FROM ended), (SELECT count(*) FROM ended), false,
            (SELECT array_agg(k.digest) FROM gone g, unnest(g.children) AS k (digest))
        """);

    /** Children with the number of the holders they lost. */
    Map<Digest, Long> remove(Map<Digest, Long> holders) {
        return bind(REMOVE, holders).map((row, context) -> children(row, -1)).one();
    }

    private Query bind(PerPartition statement, Map<Digest, Long> holders) {
        return statement
                .in(repository.bucket())
                .query(handle)
                .bind("id", repository.id())
                .bindArray("digests", Digest.class, List.copyOf(holders.keySet()))
                .bindArray("holders", Long.class, List.copyOf(holders.values()));
    }

    private Map<Digest, Long> children(ResultSet row, int sign) throws SQLException {
        Array listed = totals.add(row, sign);
        Map<Digest, Long> children = new TreeMap<>();
        if (listed != null) {
            for (byte[] child : (byte[][]) listed.getArray()) {
                children.merge(DigestBytes.parse(child), 1L, Long::sum);
            }
        }
        return children;
    }
}
