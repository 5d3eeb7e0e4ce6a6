package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.DeletedManifestStore;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Copies of deleted manifests; {@code ManifestDeletion} makes them. */
public final class DeletedManifestRows implements DeletedManifestStore {
    private final Database database;

    public DeletedManifestRows(Database database) {
        this.database = database;
    }

    private static final PerPartition LIST =
            PerPartition.of(Template.of("""
                SELECT r.bucket, d.digest, d.media_type, d.size, d.deleted
                FROM repositories r LEFT JOIN LATERAL (
                    SELECT digest, media_type, octet_length(payload) AS size, deleted FROM deleted_manifests_{b} x
                    WHERE x.repository = r.id AND {behind}
                      AND NOT EXISTS (SELECT FROM manifests_{b} m WHERE m.repository = r.id AND m.digest = x.digest)
                    ORDER BY x.digest LIMIT :more) d ON true
                WHERE r.path = :path
                ORDER BY d.digest
                """).with("behind", PageStart.BEHIND).with("digest", "x.digest"));

    @Override
    public Optional<Page<Manifest.Deleted>> list(RepositoryName repository, PageRequest page) throws StoreException {
        return database.readIn(
                "list_deleted_manifests",
                repository,
                () -> "list deleted manifests of " + repository,
                (handle, bucket) -> {
                    PartitionResult<List<Manifest.Deleted>> deleted = PartitionResult.all(
                            LIST.in(bucket)
                                    .query(handle)
                                    .bind("path", repository)
                                    .bind("after", PageStart.digest(page))
                                    .bind("last", PageStart.text(page))
                                    .bind("more", page.limit() + 1L),
                            DeletedManifestRows::deleted);
                    return PartitionResult.page(deleted, page.limit());
                });
    }

    /** A repository without deleted manifests has one row without a digest. */
    private static Optional<Manifest.Deleted> deleted(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes(2);
        return digest == null
                ? Optional.empty()
                : Optional.of(new Manifest.Deleted(
                        DigestBytes.parse(digest),
                        new MediaType(row.getString(3)),
                        row.getInt(4),
                        TimeColumn.read(row, 5)));
    }

    private static final PerPartition FIND = PerPartition.of("""
        SELECT r.bucket, d.digest, d.media_type, d.payload
        FROM repositories r LEFT JOIN deleted_manifests_{b} d ON d.repository = r.id AND d.digest = :digest
        WHERE r.path = :path
        """);

    @Override
    public Optional<Manifest> find(RepositoryName repository, Digest digest) throws StoreException {
        return database.readIn(
                "find_deleted_manifest",
                repository,
                () -> "find deleted manifest " + repository + "@" + digest,
                (handle, bucket) -> PartitionResult.all(
                                FIND.in(bucket)
                                        .query(handle)
                                        .bind("path", repository)
                                        .bind("digest", digest),
                                DeletedManifestRows::manifest)
                        .map(manifests -> manifests.stream().findFirst()));
    }

    private static Optional<Manifest> manifest(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes(2);
        return digest == null
                ? Optional.empty()
                : Optional.of(new Manifest(
                        DigestBytes.parse(digest), new MediaType(row.getString(3)), ByteBuffer.wrap(row.getBytes(4))));
    }

    /** The record of a tag has the time of its manifest's copy when one statement made both. */
    private static final PerPartition TAGS = PerPartition.of("""
        SELECT r.bucket, d.name
        FROM repositories r LEFT JOIN LATERAL (
            SELECT t.name FROM deleted_tags_{b} t
            JOIN deleted_manifests_{b} m
                ON m.repository = t.repository AND m.digest = t.digest AND m.deleted = t.deleted
            WHERE t.repository = r.id AND t.digest = :digest AND t.name > :last
              AND NOT EXISTS (SELECT FROM tags_{b} n WHERE n.repository = r.id AND n.name = t.name)
            ORDER BY t.name LIMIT :more) d ON true
        WHERE r.path = :path
        ORDER BY d.name
        """);

    @Override
    public Page<Tag> tags(RepositoryName repository, Digest digest, PageRequest page) throws StoreException {
        List<Tag> tags = database.readIn(
                "list_tags_of_deleted_manifest",
                repository,
                () -> "list the tags of deleted manifest " + repository + "@" + digest,
                (handle, bucket) -> PartitionResult.all(
                        TAGS.in(bucket)
                                .query(handle)
                                .bind("path", repository)
                                .bind("digest", digest)
                                .bind("last", PageStart.text(page))
                                .bind("more", page.limit() + 1L),
                        row -> Optional.ofNullable(row.getString(2)).map(Tag::new)));
        return Page.ofFetched(tags, page.limit());
    }

    /** A manifest that is deleted again in between is locked by that deletion, and younger afterwards. */
    private static final PerPartition FORGET = PerPartition.of("""
        DELETE FROM deleted_manifests_{b} WHERE (repository, digest) IN (
            SELECT repository, digest FROM deleted_manifests_{b} WHERE deleted < :before
            ORDER BY deleted LIMIT :most FOR UPDATE SKIP LOCKED)
        """);

    @Override
    public int forget(Instant before, int most) throws StoreException {
        return Forgetting.of(database, "forget_deleted_manifests", "forget deleted manifests", FORGET, before, most);
    }
}
