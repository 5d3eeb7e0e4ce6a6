package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.model.DeletedTag;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.DeletedTagStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deleted tags. */
public final class DeletedTagRows implements DeletedTagStore {
    private final Database database;

    public DeletedTagRows(Database database) {
        this.database = database;
    }

    /** Records the tags of a WITH query; a name has one record, that of its last deletion. */
    static String record(String tags) {
        return """
            kept AS (
                INSERT INTO deleted_tags_{b} (repository, name, digest, bucket, deleted)
                SELECT repository, name, digest, {b}, :now FROM %s
                ON CONFLICT (repository, name, bucket)
                DO UPDATE SET digest = excluded.digest, deleted = excluded.deleted
            )\
            """.formatted(tags);
    }

    private static final PerPartition LIST = PerPartition.of("""
        SELECT r.bucket, d.name, d.digest, d.deleted
        FROM repositories r LEFT JOIN LATERAL (
            SELECT name, digest, deleted FROM deleted_tags_{b} x
            WHERE x.repository = r.id AND x.name > :last
              AND (EXISTS (SELECT FROM manifests_{b} m WHERE m.repository = r.id AND m.digest = x.digest)
                  OR EXISTS (SELECT FROM deleted_manifests_{b} d WHERE d.repository = r.id AND d.digest = x.digest))
              AND NOT EXISTS (SELECT FROM tags_{b} t WHERE t.repository = r.id AND t.name = x.name)
            ORDER BY x.name LIMIT :more) d ON true
        WHERE r.path = :path
        ORDER BY d.name
        """);

    @Override
    public Optional<Page<DeletedTag>> list(RepositoryName repository, PageRequest page) throws StoreException {
        return database.readIn(
                "list_deleted_tags", repository, () -> "list deleted tags of " + repository, (handle, bucket) -> {
                    PartitionResult<List<DeletedTag>> deleted = PartitionResult.all(
                            LIST.in(bucket)
                                    .query(handle)
                                    .bind("path", repository)
                                    .bind("last", PageStart.text(page))
                                    .bind("more", page.limit() + 1L),
                            DeletedTagRows::tag);
                    return PartitionResult.page(deleted, page.limit());
                });
    }

    private static final PerPartition FIND = PerPartition.of("""
        SELECT r.bucket, d.name, d.digest, d.deleted
        FROM repositories r LEFT JOIN deleted_tags_{b} d ON d.repository = r.id AND d.name = :name
        WHERE r.path = :path
        """);

    @Override
    public Optional<DeletedTag> find(RepositoryName repository, Tag tag) throws StoreException {
        return database.readIn(
                "find_deleted_tag",
                repository,
                () -> "find deleted tag " + repository + ":" + tag,
                (handle, bucket) -> PartitionResult.all(
                                FIND.in(bucket)
                                        .query(handle)
                                        .bind("path", repository)
                                        .bind("name", tag),
                                DeletedTagRows::tag)
                        .map(tags -> tags.stream().findFirst()));
    }

    /** A repository without deleted tags has one row without a tag. */
    private static Optional<DeletedTag> tag(ResultSet row) throws SQLException {
        if (row.getString(2) == null) {
            return Optional.empty();
        }
        return Optional.of(
                new DeletedTag(new Tag(row.getString(2)), DigestBytes.parse(row.getBytes(3)), TimeColumn.read(row, 4)));
    }

    /** A tag that is deleted again in between is locked by that deletion, and younger afterwards. */
    private static final PerPartition FORGET = PerPartition.of("""
        DELETE FROM deleted_tags_{b} WHERE (repository, name) IN (
            SELECT repository, name FROM deleted_tags_{b} WHERE deleted < :before
            ORDER BY deleted LIMIT :most FOR UPDATE SKIP LOCKED)
        """);

    @Override
    public int forget(Instant before, int most) throws StoreException {
        return Forgetting.of(database, "forget_deleted_tags", "forget deleted tags", FORGET, before, most);
    }
}
