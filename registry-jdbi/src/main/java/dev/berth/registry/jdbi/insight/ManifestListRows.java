package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Manifests of a repository in the order of their digests: one look-up of tags for each manifest of the answer. Tags
 * are ordered so that no index by name can serve (docs/decisions/0410).
 */
final class ManifestListRows {
    private final Database database;

    ManifestListRows(Database database) {
        this.database = database;
    }

    private static final Template LIST =
            Template.of("""
        SELECT r.bucket, m.digest, m.media_type, m.kind, m.size, m.subject, m.created, t.names
        FROM repositories r LEFT JOIN LATERAL (
            SELECT m.digest, m.media_type, m.kind, octet_length(m.payload) AS size, m.subject, m.created
            FROM manifests_{b} m
            WHERE m.repository = r.id AND {behind}{selection}
            ORDER BY m.digest LIMIT :more) m ON true
        LEFT JOIN LATERAL (
            SELECT array_agg(n.name ORDER BY n.name) AS names FROM (
                SELECT t.name FROM tags_{b} t WHERE t.repository = r.id AND t.digest = m.digest
                ORDER BY t.name COLLATE "POSIX" LIMIT :tags) n) t ON true
        WHERE r.path = :path
        ORDER BY m.digest
        """).with("behind", PageStart.BEHIND).with("digest", "m.digest");

    private static final PerPartition ALL = PerPartition.of(LIST.with("selection", ""));

    private static final PerPartition UNTAGGED = PerPartition.of(LIST.with("selection", """

              AND NOT EXISTS (
                SELECT FROM tags_{b} t WHERE t.repository = m.repository AND t.digest = m.digest OFFSET 0)\
        """));

    Optional<Page<Manifest.Details>> list(RepositoryName repository, Manifest.Query query) throws StoreException {
        PerPartition statement = switch (query.selection()) {
            case ALL -> ALL;
            case UNTAGGED -> UNTAGGED;
        };
        return database.readIn(
                "list_manifests",
                repository,
                () -> "list the manifests of " + repository,
                (handle, bucket) -> PartitionResult.page(
                        PartitionResult.all(
                                statement
                                        .in(bucket)
                                        .query(handle)
                                        .bind("path", repository)
                                        .bind("after", PageStart.digest(query.page()))
                                        .bind("last", PageStart.text(query.page()))
                                        .bind("tags", Manifest.Details.MOST_TAGS + 1)
                                        .bind("more", query.page().limit() + 1L),
                                ManifestListRows::manifest),
                        query.page().limit()));
    }

    /** A repository without manifests has one row without a digest. */
    private static Optional<Manifest.Details> manifest(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes(2);
        if (digest == null) {
            return Optional.empty();
        }
        List<Tag> tags = tags(row);
        return Optional.of(new Manifest.Details(
                DigestBytes.parse(digest),
                new MediaType(row.getString(3)),
                new ArtifactKind(row.getString(4)),
                row.getLong(5),
                Optional.ofNullable(row.getBytes(6)).map(DigestBytes::parse),
                TimeColumn.read(row, 7),
                tags.stream().limit(Manifest.Details.MOST_TAGS).toList(),
                tags.size() > Manifest.Details.MOST_TAGS));
    }

    private static List<Tag> tags(ResultSet row) throws SQLException {
        return row.getArray(8) == null
                ? List.of()
                : Arrays.stream((String[]) row.getArray(8).getArray())
                        .map(Tag::new)
                        .toList();
    }
}
