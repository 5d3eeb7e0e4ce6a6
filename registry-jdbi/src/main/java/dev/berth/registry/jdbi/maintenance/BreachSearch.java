package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Looks for what contradicts an invariant: a statement for each partition, so that each reads one moment. */
final class BreachSearch {
    private final Database database;

    BreachSearch(Database database) {
        this.database = database;
    }

    /** Each query answers the row id of a repository or null, a digest, a key or null, and a detail. */
    private static final Map<Invariant, List<PerPartition>> SEARCHES = new EnumMap<>(Invariant.class);

    static {
        add(Invariant.REFERENCE_PRESENT, search("""
            SELECT f.repository, f.digest, NULL AS key,
                   'needed by manifest ' || COALESCE((
                       SELECT CASE get_byte(m.digest, 0) WHEN 1 THEN 'sha256:' ELSE 'sha512:' END
                           || encode(substr(m.digest, 2), 'hex')
                       FROM manifests_{b} m WHERE m.repository = f.repository AND m.id = f.manifest),
                       'that is not there') AS detail
            FROM manifest_references_{b} f
            WHERE NOT EXISTS (
                SELECT FROM blob_links_{b} l WHERE l.repository = f.repository AND l.digest = f.digest)
              AND (f.target <> 1 OR (NOT EXISTS (
                SELECT FROM manifests_{b} m WHERE m.repository = f.repository AND m.digest = f.digest)
                AND NOT EXISTS (
                  SELECT FROM manifests_{b} i WHERE i.repository = f.repository AND i.id = f.manifest
                    AND {brought})))
            """, "i", 0));
        add(Invariant.TAG_NAMES_MANIFEST, search("""
            SELECT t.repository, t.digest, NULL AS key, 'named by tag ' || t.name AS detail FROM tags_{b} t
            WHERE NOT EXISTS (
                SELECT FROM manifests_{b} m WHERE m.repository = t.repository AND m.digest = t.digest)
            """));
        add(Invariant.LINK_LEADS_TO_BLOB, search("""
            SELECT l.repository, l.digest, l.key, 'the blob is missing or has another size or key' AS detail
            FROM blob_links_{b} l
            LEFT JOIN blobs b ON b.digest = l.digest AND b.bucket = get_byte(l.digest, 1) % :partitions
            WHERE b.digest IS NULL OR b.size <> l.size OR b.key <> l.key
            """));
        add(Invariant.LINK_KNOWN_TO_BOTH, search("""
            SELECT l.repository, l.digest, NULL AS key, 'the blob does not record the link' AS detail
            FROM blob_links_{b} l WHERE NOT EXISTS (
                SELECT FROM blob_holders h WHERE h.digest = l.digest AND h.repository = l.repository
                  AND h.bucket = get_byte(l.digest, 1) % :partitions)
            """), search("""
                SELECT h.repository, h.digest, NULL AS key, 'the repository has no such link' AS detail
                FROM blob_holders_{b} h LEFT JOIN repositories r ON r.id = h.repository
                WHERE h.repository <> 0 AND NOT EXISTS (
                    SELECT FROM blob_links l
                    WHERE l.repository = h.repository AND l.digest = h.digest AND l.bucket = r.bucket)
                """));
        add(
                Invariant.UNHELD_UNDER_REVIEW,
                search("""
                    SELECT m.repository, m.digest, NULL AS key,
                           'the MANIFEST is unreferenced and not under review' AS detail
                    FROM manifests_{b} m WHERE m.review_since IS NULL AND NOT {brought}
                      AND {unreferenced}
                    """, "m", 0).with("unreferenced", UnreferencedRows.UNREFERENCED),
                search("""
                    SELECT l.repository, l.digest, NULL AS key,
                           'the LINK is unreferenced and not under review' AS detail
                    FROM blob_links_{b} l WHERE l.review_since IS NULL AND NOT {brought} AND NOT EXISTS (
                        SELECT FROM manifest_references_{b} f WHERE f.repository = l.repository AND f.digest = l.digest)
                    """, "l", 1),
                search("""
                    SELECT NULL::bigint AS repository, b.digest, b.key,
                           'the BLOB is unreferenced and not under review' AS detail
                    FROM blobs_{b} b WHERE b.review_since IS NULL
                      AND NOT (b.key LIKE 'docker/registry/v2/%' AND EXISTS (SELECT FROM import_sources))
                      AND NOT EXISTS (SELECT FROM blob_holders_{b} h WHERE h.digest = b.digest)
                    """));
        add(Invariant.SIZE_COUNTED, search("""
            WITH RECURSIVE reached (repository, digest) AS (
                SELECT t.repository, t.digest FROM tags_{b} t
                UNION
                SELECT w.repository, f.digest
                FROM reached w JOIN manifests_{b} m ON m.repository = w.repository AND m.digest = w.digest
                JOIN manifest_references_{b} f ON f.manifest = m.id WHERE f.target = 1
            ), layers AS (
                SELECT w.repository, f.digest
                FROM reached w JOIN manifests_{b} m ON m.repository = w.repository AND m.digest = w.digest
                JOIN manifest_references_{b} f ON f.manifest = m.id WHERE f.target = 0
                UNION
                SELECT w.repository, w.digest FROM reached w WHERE NOT EXISTS (
                    SELECT FROM manifests_{b} m WHERE m.repository = w.repository AND m.digest = w.digest)
            ), sums AS (
                SELECT l.repository, sum(l.size) AS size
                FROM layers n JOIN blob_links_{b} l ON l.repository = n.repository AND l.digest = n.digest
                GROUP BY l.repository
            ), named AS (
                SELECT repository, count(*) AS tags FROM tags_{b} GROUP BY repository
            )
            SELECT r.id AS repository, NULL::bytea AS digest, NULL AS key,
                   'counted ' || coalesce(c.size, 0) || ' bytes and ' || coalesce(c.tags, 0) || ' tags, there are '
                       || coalesce(s.size, 0) || ' and ' || coalesce(n.tags, 0) AS detail
            FROM repositories r LEFT JOIN sums s ON s.repository = r.id
            LEFT JOIN named n ON n.repository = r.id
            LEFT JOIN repository_sizes c ON c.repository = r.id
            WHERE r.bucket = {b} AND coalesce(c.complete, true) AND (coalesce(c.size, 0) <> coalesce(s.size, 0) OR coalesce(c.tags, 0) <> coalesce(n.tags, 0))
              AND NOT EXISTS (SELECT FROM tag_changes t WHERE t.repository = r.id)
            """));
        add(Invariant.OBJECT_NOT_DOOMED, search("""
            SELECT NULL::bigint AS repository, b.digest, b.key, 'the object awaits deletion' AS detail
            FROM blobs_{b} b JOIN storage_deletions d ON d.key = b.key
            """));
    }

    /** Imported content is kept, even unreferenced, until the move is finished (docs/decisions/0090). */
    private static final String BROUGHT = """
        EXISTS (SELECT FROM repositories o JOIN import_sources s ON s.path = o.path
                JOIN import_items b ON b.source = s.id AND b.kind = {kind} AND b.name = {row}.digest
                WHERE o.id = {row}.repository)\
        """;

    /** Searches of an invariant; one for {@code :partitions} each has, so that all are bound alike. */
    private static void add(Invariant invariant, Template... searches) {
        List<PerPartition> statements = new ArrayList<>();
        for (Template search : searches) {
            statements.add(PerPartition.of(Template.of("""
                SELECT r.path, x.digest, x.key, x.detail
                FROM ({search}) x LEFT JOIN repositories r ON r.id = x.repository
                WHERE :partitions > 0 LIMIT :most
                """).with("search", search.toString())));
        }
        SEARCHES.put(invariant, statements);
    }

    private static Template search(String text) {
        return Template.of(text);
    }

    /** A search with the condition that a row, a manifest (kind 0) or a link (kind 1), was imported. */
    private static Template search(String text, String row, int kind) {
        return Template.of(text).with("brought", BROUGHT).with("row", row).with("kind", Integer.toString(kind));
    }

    /** Empty for an invariant outside of the database. */
    List<Breach> find(Invariant invariant, int most) throws StoreException {
        List<Breach> found = new ArrayList<>();
        for (PerPartition search : SEARCHES.getOrDefault(invariant, List.of())) {
            for (int bucket = 0; bucket < database.partitions().count() && found.size() < most; bucket++) {
                found.addAll(find(invariant, search, bucket, most - found.size()));
            }
        }
        return found;
    }

    private List<Breach> find(Invariant invariant, PerPartition search, int bucket, int most) throws StoreException {
        return database.read(
                "check_invariant",
                () -> "check " + invariant + " in partition " + bucket,
                handle -> handle.inTransaction(transaction -> find(transaction, invariant, search.in(bucket), most)));
    }

    private static final Sql SCANS = Sql.of("SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = on");

    /** Here, other than in what requests do, whole tables are read. */
    private List<Breach> find(Handle transaction, Invariant invariant, Sql search, int most) {
        SCANS.update(transaction).execute();
        return search.query(transaction)
                .bind("partitions", database.partitions().count())
                .bind("most", most)
                .map((row, context) -> breach(invariant, row))
                .list();
    }

    private static Breach breach(Invariant invariant, ResultSet row) throws SQLException {
        return new Breach(
                invariant,
                Optional.ofNullable(row.getString(1)).map(RepositoryName::new),
                Optional.ofNullable(row.getBytes(2)).map(DigestBytes::parse),
                Optional.ofNullable(row.getString(3)).map(StorageKey::new),
                row.getString(4));
    }
}
