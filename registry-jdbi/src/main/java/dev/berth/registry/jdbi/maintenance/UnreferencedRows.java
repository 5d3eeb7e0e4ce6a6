package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.ReasonCodes;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.UnreferencedManifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Manifests of a repository without a holder. */
final class UnreferencedRows {
    private final Database database;

    UnreferencedRows(Database database) {
        this.database = database;
    }

    /** The condition that the manifest {@code m} has no tag, is in no index and has no subject here. */
    static final String UNREFERENCED = """
        NOT EXISTS (
            SELECT FROM tags_{b} t WHERE t.repository = m.repository AND t.digest = m.digest)
          AND NOT EXISTS (
            SELECT FROM manifest_references_{b} f
            WHERE f.repository = m.repository AND f.digest = m.digest AND f.target = 1)
          AND NOT EXISTS (
            SELECT FROM manifests_{b} s WHERE s.repository = m.repository AND s.digest = m.subject)\
        """;

    private static final PerPartition LIST = PerPartition.of(Template.of("""
        SELECT r.bucket, m.digest, m.media_type, m.size, m.review_since, m.review_reason
        FROM repositories r LEFT JOIN LATERAL (
            SELECT m.digest, m.media_type, m.review_since, m.review_reason, octet_length(m.payload) + coalesce((
                SELECT sum(l.size) FROM manifest_references_{b} f
                JOIN blob_links_{b} l ON l.repository = r.id AND l.digest = f.digest
                WHERE f.manifest = m.id), 0) AS size
            FROM manifests_{b} m
            WHERE m.repository = r.id AND m.review_since IS NOT NULL AND {behind}
              AND {unreferenced}
            ORDER BY m.digest LIMIT :more) m ON true
        WHERE r.path = :path
        ORDER BY m.digest
        """)
            .with("behind", PageStart.BEHIND)
            .with("digest", "m.digest")
            .with("unreferenced", UNREFERENCED));

    Page<UnreferencedManifest> list(RepositoryName repository, PageRequest page) throws StoreException {
        Optional<Page<UnreferencedManifest>> found = database.readIn(
                "list_unreferenced_manifests",
                repository,
                () -> "list unreferenced manifests of " + repository,
                (handle, bucket) -> PartitionResult.page(
                        PartitionResult.all(
                                LIST.in(bucket)
                                        .query(handle)
                                        .bind("path", repository)
                                        .bind("after", PageStart.digest(page))
                                        .bind("last", PageStart.text(page))
                                        .bind("more", page.limit() + 1L),
                                UnreferencedRows::manifest),
                        page.limit()));
        return found.orElse(new Page<>(List.of(), false));
    }

    /** A repository without such manifests has one row without a digest. */
    private static Optional<UnreferencedManifest> manifest(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes(2);
        return digest == null
                ? Optional.empty()
                : Optional.of(new UnreferencedManifest(
                        DigestBytes.parse(digest),
                        new MediaType(row.getString(3)),
                        row.getLong(4),
                        new PendingReview(TimeColumn.read(row, 5), ReasonCodes.parse(row.getInt(6)))));
    }
}
