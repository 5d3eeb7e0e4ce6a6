package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryFigures;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositorySize;
import dev.berth.registry.model.SizePosition;
import dev.berth.registry.spi.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Figures of repositories whose changes were counted. */
final class FigureRows {
    private final Database database;

    FigureRows(Database database) {
        this.database = database;
    }

    /** Of manifests only the lengths are read: their bytes are stored apart. */
    private static final PerPartition OF = PerPartition.of("""
        SELECT r.bucket, coalesce(s.tags, 0), m.count, l.count, coalesce(s.size, 0), m.bytes + l.bytes, m.bytes + l.alone, u.bytes
        FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id,
        LATERAL (
            SELECT count(*) AS count, coalesce(sum(octet_length(payload)), 0) AS bytes
            FROM manifests_{b} WHERE repository = r.id) m,
        LATERAL (
            SELECT count(*) AS count, coalesce(sum(l.size), 0) AS bytes,
                coalesce(sum(l.size) FILTER (WHERE NOT EXISTS (
                    SELECT FROM blob_holders h
                    WHERE h.digest = l.digest AND h.bucket = get_byte(l.digest, 1) % :partitions
                      AND h.repository <> r.id)), 0) AS alone
            FROM blob_links_{b} l WHERE l.repository = r.id) l,
        LATERAL (
            WITH dead AS (
                SELECT m.id, octet_length(m.payload) AS bytes FROM manifests_{b} m
                WHERE m.repository = r.id AND m.review_since IS NOT NULL
                  AND NOT EXISTS (
                    SELECT FROM tags_{b} t WHERE t.repository = m.repository AND t.digest = m.digest)
                  AND NOT EXISTS (
                    SELECT FROM manifest_references_{b} f
                    WHERE f.repository = m.repository AND f.digest = m.digest AND f.target = 1)
                  AND NOT EXISTS (
                    SELECT FROM manifests_{b} s WHERE s.repository = m.repository AND s.digest = m.subject))
            SELECT coalesce((SELECT sum(bytes) FROM dead), 0) + coalesce((
                SELECT sum(l.size) FROM blob_links_{b} l
                WHERE l.repository = r.id AND NOT EXISTS (
                    SELECT FROM manifest_references_{b} f
                    WHERE f.repository = l.repository AND f.digest = l.digest
                      AND NOT EXISTS (SELECT FROM dead d WHERE d.id = f.manifest))), 0) AS bytes) u
        WHERE r.path = :path
        """);

    Optional<RepositoryFigures> of(RepositoryName repository) throws StoreException {
        return database.readIn(
                "find_figures",
                repository,
                () -> "find the figures of " + repository,
                (handle, bucket) -> OF.in(bucket)
                        .query(handle)
                        .bind("path", repository)
                        .bind("partitions", database.partitions().count())
                        .map((row, context) -> PartitionResult.of(row, Optional.of(figures(repository, row))))
                        .findFirst()
                        .orElse(PartitionResult.nowhere(Optional.empty())));
    }

    private static RepositoryFigures figures(RepositoryName name, ResultSet row) throws SQLException {
        return new RepositoryFigures(
                name,
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8));
    }

    private static final Sql LARGEST = Sql.of("""
        SELECT r.path, s.size, s.tags FROM repository_sizes s JOIN repositories r ON r.id = s.repository
        WHERE s.size > 0 AND s.size <= :size AND (s.size < :size OR r.path > :path)
        ORDER BY s.size DESC, r.path LIMIT :more
        """);

    Page<RepositorySize> largest(int limit, Optional<SizePosition> after) throws StoreException {
        List<RepositorySize> found = database.read(
                "list_largest_repositories",
                () -> "list the largest repositories",
                handle -> LARGEST.query(handle)
                        .bind("size", after.map(SizePosition::size).orElse(Long.MAX_VALUE))
                        .bind("path", after.map(SizePosition::name).orElse(""))
                        .bind("more", limit + 1L)
                        .map((row, context) -> new RepositorySize(
                                new RepositoryName(row.getString(1)), row.getLong(2), row.getLong(3)))
                        .list());
        return Page.ofFetched(found, limit);
    }
}
