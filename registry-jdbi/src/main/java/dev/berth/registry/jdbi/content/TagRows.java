package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.events.EventStatement;
import dev.berth.registry.jdbi.events.OutboxInsert;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.JoinedNames;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SelectedTag;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagSelection;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.TagRemoval;
import dev.berth.registry.spi.metadata.TagStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Tags of repositories. */
public final class TagRows implements TagStore {
    private final Database database;
    private final TagDeletionRows deletions;

    public TagRows(Database database) {
        this.database = database;
        this.deletions = new TagDeletionRows(database);
    }

    @Override
    public Optional<Page<Tag>> list(RepositoryName repository, PageRequest page) throws StoreException {
        return database.readIn("list_tags", repository, () -> "list tags of " + repository, (handle, bucket) -> {
            PartitionResult<List<Tag>> fetched = list(handle, bucket, repository, page);
            return PartitionResult.page(fetched, page.limit());
        });
    }

    private static final PerPartition LIST = PerPartition.of("""
        SELECT r.bucket, (
            SELECT string_agg(t.name, ' ') FROM (
                SELECT name FROM tags_{b} WHERE repository = r.id AND name > :last ORDER BY name LIMIT :more) t)
        FROM repositories r
        WHERE r.path = :path
        """);

    private static PartitionResult<List<Tag>> list(
            Handle handle, int bucket, RepositoryName repository, PageRequest page) throws SQLException {
        return LIST.in(bucket)
                .query(handle)
                .bind("path", repository)
                .bind("last", PageStart.text(page))
                .bind("more", page.limit() + 1L)
                .map((row, context) -> PartitionResult.of(row, JoinedNames.split(row.getString(2), Tag::new)))
                .findFirst()
                .orElse(PartitionResult.nowhere(List.of()));
    }

    @Override
    public Optional<Page<SelectedTag>> select(RepositoryName repository, TagSelection selection, PageRequest page)
            throws StoreException {
        return deletions.select(repository, selection, page);
    }

    @Override
    public long count(RepositoryName repository, TagSelection selection) throws StoreException {
        return deletions.count(repository, selection);
    }

    @Override
    public Set<Tag> delete(RepositoryName repository, List<TagRemoval> tags) throws StoreException {
        return deletions.delete(repository, tags);
    }

    @Override
    public boolean delete(RepositoryName repository, Tag tag, List<NewEvent> events) throws StoreException {
        return database.writeIn(
                "delete_tag",
                repository,
                () -> "delete tag " + repository + ":" + tag,
                (handle, bucket) -> Sql.last(
                                DELETE.query(handle, bucket, new OutboxInsert(repository, events, database.now()))
                                        .bind("path", repository)
                                        .bind("name", tag)
                                        .bind("now", database.now())
                                        .bind("reason", ReviewReason.TAG_DELETED))
                        .map((row, context) -> PartitionResult.of(row, row.getBoolean(2)))
                        .one());
    }

    /**
     * Locks the tag first: under the lock, the second statement sees the latest target of the tag and queues the review
     * of that manifest.
     */
    private static final EventStatement DELETE =
            EventStatement.of(Template.of("""
                SELECT 1 FROM tags_{b} t JOIN repositories r ON t.repository = r.id
                WHERE r.path = :path AND t.name = :name FOR UPDATE OF t;
                WITH repo AS (
                    SELECT id, bucket FROM repositories WHERE path = :path
                ), gone AS (
                    DELETE FROM tags_{b} t USING repo WHERE t.repository = repo.id AND t.name = :name
                    RETURNING t.repository, t.name, t.digest
                ), suspects AS (
                    UPDATE manifests_{b} m SET review_since = :now, review_reason = :reason
                    FROM gone WHERE m.repository = gone.repository AND m.digest = gone.digest
                ), changes AS (
                    INSERT INTO tag_changes (repository, digest, change) SELECT repository, digest, -1 FROM gone
                ), {kept}{events}
                SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM gone) AS deleted
                """).with("kept", DeletedTagRows.record("gone")), "gone");
}
