package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.migration.ImportedLink;
import dev.berth.registry.spi.migration.LinkedContent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Links blobs of an import and finds the payloads of its manifests: one statement for a repository of usual size. */
final class ImportedLinkRows {
    /** In {@code blob_holders}: the source holds the blob, not a repository (docs/decisions/0090). */
    static final long SOURCE = 0;

    private final Database database;

    ImportedLinkRows(Database database) {
        this.database = database;
    }

    /** Blobs are locked in the order of their digests, as everywhere; an existing link costs a lookup only. */
    private static final PerPartition LINK = PerPartition.of("""
        WITH repo AS (
            SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
        ), home AS (
            SELECT id FROM repo WHERE bucket = {b}
        ), known AS (
            SELECT id FROM import_sources WHERE path = :path
        ), new_source AS (
            INSERT INTO import_sources (path)
            SELECT :path FROM home WHERE NOT EXISTS (SELECT FROM known)
            ON CONFLICT (path) DO UPDATE SET path = excluded.path RETURNING id
        ), source AS MATERIALIZED (
            SELECT id FROM known UNION ALL SELECT id FROM new_source
        ), wanted AS MATERIALIZED (
            SELECT w.digest, (get_byte(w.digest, 1) % :partitions)::smallint AS bucket, w.created, w.is_link
            FROM home, (
                SELECT l.digest, l.created, true AS is_link FROM unnest(:links, :times) AS l (digest, created)
                UNION ALL SELECT p.digest, NULL, false FROM unnest(:payloads) AS p (digest)) AS w
        ), found AS MATERIALIZED (
            SELECT b.digest, b.bucket, b.size, b.key, b.lost, w.created, w.is_link
            FROM wanted w JOIN blobs b ON b.digest = w.digest AND b.bucket = w.bucket
            ORDER BY b.digest FOR KEY SHARE OF b
        ), fresh AS (
            INSERT INTO import_items (source, kind, name)
            SELECT source.id, :kind, f.digest FROM source, found f WHERE f.is_link
            ON CONFLICT DO NOTHING RETURNING name
        ), linked AS (
            INSERT INTO blob_links_{b} (repository, digest, bucket, size, key, lost, created, touched)
            SELECT home.id, f.digest, {b}, f.size, f.key, f.lost, f.created, f.created
            FROM home, found f JOIN fresh ON fresh.name = f.digest WHERE f.is_link
            ON CONFLICT (repository, digest, bucket) DO UPDATE SET review_since = NULL, review_reason = NULL
            WHERE blob_links_{b}.review_since IS NOT NULL
            RETURNING digest, xmax = 0 AS made
        ), holders AS (
            INSERT INTO blob_holders (digest, repository, bucket)
            SELECT h.digest, h.repository, h.bucket FROM (
                SELECT f.digest, home.id AS repository, f.bucket
                FROM home, found f JOIN linked l ON l.digest = f.digest WHERE f.is_link
                UNION ALL SELECT f.digest, 0, f.bucket FROM found f) h
            ORDER BY h.digest, h.repository
            ON CONFLICT DO NOTHING
        )
        SELECT (SELECT bucket FROM repo) AS home, (SELECT count(*) FROM linked WHERE made) AS linked,
            f.digest, f.size, CASE WHEN NOT f.is_link THEN f.key END AS key
        FROM (SELECT) AS once LEFT JOIN found f ON true
        """);

    LinkedContent link(RepositoryName repository, List<ImportedLink> unsorted, List<Digest> payloads)
            throws StoreException {
        List<ImportedLink> links = unsorted.stream()
                .sorted(Comparator.comparing(ImportedLink::digest))
                .toList();
        LinkedContent linked = database.direct()
                .writeInNew(
                        "link_blobs",
                        repository,
                        () -> "link " + links.size() + " blobs to " + repository,
                        (connection, bucket) -> link(connection, bucket, repository, links, payloads),
                        content -> content.made() > 0);
        if (linked.made() == 0) {
            keep(linked);
        }
        return linked;
    }

    private PartitionResult<LinkedContent> link(
            Connection connection,
            int bucket,
            RepositoryName repository,
            List<ImportedLink> links,
            List<Digest> payloads)
            throws SQLException {
        return LINK.in(bucket)
                .on(connection)
                .bind("path", repository)
                .bind("kind", ImportItems.LINK)
                .bind("partitions", database.partitions().count())
                .bindDigests("links", links.stream().map(ImportedLink::digest).toList())
                .bindTimes("times", links.stream().map(ImportedLink::created).toList())
                .bindDigests("payloads", payloads)
                .rows(ImportedLinkRows::content);
    }

    private static PartitionResult<LinkedContent> content(ResultSet rows) throws SQLException {
        Map<Digest, Long> sizes = new HashMap<>();
        Map<Digest, AuditedBlob> payloads = new HashMap<>();
        rows.next();
        int made = rows.getInt(2);
        PartitionResult<Integer> home = PartitionResult.of(rows, made);
        do {
            byte[] digest = rows.getBytes(3);
            if (digest != null) {
                add(DigestBytes.parse(digest), rows, sizes, payloads);
            }
        } while (rows.next());
        return home.map(links -> new LinkedContent(links, sizes, payloads));
    }

    private static void add(Digest digest, ResultSet row, Map<Digest, Long> sizes, Map<Digest, AuditedBlob> payloads)
            throws SQLException {
        String key = row.getString(5);
        if (key == null) {
            sizes.put(digest, row.getLong(4));
        } else {
            payloads.put(digest, new AuditedBlob(digest, row.getLong(4), new StorageKey(key)));
        }
    }

    private static final Sql KEEP = Sql.of("""
        INSERT INTO blob_holders (digest, repository, bucket)
        SELECT b.digest, 0, b.bucket FROM unnest(:digests) AS w (digest)
        JOIN blobs b ON b.digest = w.digest AND b.bucket = get_byte(w.digest, 1) % :partitions
        ORDER BY b.digest FOR KEY SHARE OF b
        ON CONFLICT DO NOTHING
        """);

    /** A repository without links is not made, and what the statement did with it is rolled back. */
    private void keep(LinkedContent content) throws StoreException {
        List<Digest> digests = new ArrayList<>(content.sizes().keySet());
        digests.addAll(content.payloads().keySet());
        if (!digests.isEmpty()) {
            database.direct()
                    .write(
                            "keep_blobs",
                            () -> "keep " + digests.size() + " blobs",
                            connection -> KEEP.on(connection)
                                    .bind("partitions", database.partitions().count())
                                    .bindDigests(
                                            "digests",
                                            digests.stream().distinct().sorted().toList())
                                    .update());
        }
    }
}
