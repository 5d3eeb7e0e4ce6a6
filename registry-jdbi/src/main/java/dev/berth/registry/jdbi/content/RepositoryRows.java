package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.events.OutboxInsert;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.JoinedNames;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.RenameOutcome;
import dev.berth.registry.spi.metadata.RepositoryStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Repositories. */
public final class RepositoryRows implements RepositoryStore {
    private final Database database;
    private final RepositoryRename rename;

    public RepositoryRows(Database database) {
        this.database = database;
        this.rename = new RepositoryRename(database);
    }

    @Override
    public Page<RepositoryName> list(PageRequest page) throws StoreException {
        return database.read(
                "list_repositories",
                () -> "list repositories",
                handle -> Page.ofFetched(
                        LIST.query(handle)
                                .bind("last", PageStart.text(page))
                                .bind("more", page.limit() + 1L)
                                .map((row, context) -> JoinedNames.split(row.getString(1), RepositoryName::new))
                                .one(),
                        page.limit()));
    }

    private static final Sql LIST = Sql.of("""
        SELECT string_agg(r.path, ' ') FROM (
            SELECT path FROM repositories WHERE path > :last ORDER BY path LIMIT :more) r
        """);

    @Override
    public boolean delete(RepositoryName repository, List<NewEvent> events) throws StoreException {
        return database.write(
                "delete_repository",
                () -> "delete repository " + repository,
                handle -> handle.inTransaction(transaction -> {
                    Optional<Row> row = lock(transaction, repository);
                    if (row.isEmpty()) {
                        return false;
                    }
                    empty(transaction, row.get());
                    RepositoryRename.record(transaction, new OutboxInsert(repository, events, database.now()));
                    return true;
                }));
    }

    @Override
    public RenameOutcome lease(Rename wanted, Instant until) throws StoreException {
        return rename.lease(wanted, until);
    }

    @Override
    public RenameOutcome rename(Rename wanted, Instant quiet, List<NewEvent> events) throws StoreException {
        return rename.rename(wanted, quiet, events);
    }

    private record Row(long id, int bucket) {}

    private static final Sql LOCK = Sql.of("SELECT id, bucket FROM repositories WHERE path = :path FOR UPDATE");

    /**
     * Every addition to a repository locks its row FOR KEY SHARE: after this lock, all of them have ended and no
     * further one begins.
     */
    private static Optional<Row> lock(Handle transaction, RepositoryName repository) {
        return LOCK.query(transaction)
                .bind("path", repository)
                .map((row, context) -> new Row(row.getLong(1), row.getInt(2)))
                .findOne();
    }

    private void empty(Handle transaction, Row repository) throws SQLException {
        unlinkAll(transaction, repository);
        for (PerPartition deletion : DELETIONS) {
            deletion.in(repository.bucket())
                    .update(transaction)
                    .bind("id", repository.id())
                    .execute();
        }
    }

    private static final PerPartition[] DELETIONS = {
        PerPartition.of("DELETE FROM tags_{b} WHERE repository = :id"),
        PerPartition.of("DELETE FROM deleted_tags_{b} WHERE repository = :id"),
        PerPartition.of("DELETE FROM deleted_manifests_{b} WHERE repository = :id"),
        PerPartition.of("DELETE FROM manifest_references_{b} WHERE repository = :id"),
        PerPartition.of("DELETE FROM manifests_{b} WHERE repository = :id"),
        PerPartition.of("DELETE FROM counted_manifests_{b} WHERE repository = :id"),
        PerPartition.of("DELETE FROM counted_layers_{b} WHERE repository = :id"),
        PerPartition.of("DELETE FROM tag_changes WHERE repository = :id"),
        PerPartition.of("DELETE FROM usage WHERE repository = :id"),
        PerPartition.of("DELETE FROM usage_days WHERE repository = :id"),
        PerPartition.of("DELETE FROM repository_sizes WHERE repository = :id"),
        PerPartition.of("DELETE FROM repositories WHERE id = :id")
    };

    private static final PerPartition UNLINK_ALL = PerPartition.of("""
        WITH links AS (
            DELETE FROM blob_links_{b} WHERE repository = :id
            RETURNING digest, (get_byte(digest, 1) % :partitions)::smallint AS bucket
        ), holders AS (
            DELETE FROM blob_holders h USING links l
            WHERE h.digest = l.digest AND h.bucket = l.bucket AND h.repository = :id
        ), suspects AS (
            SELECT b.digest, b.bucket FROM blobs b JOIN links l ON b.digest = l.digest AND b.bucket = l.bucket
            ORDER BY b.bucket, b.digest FOR NO KEY UPDATE OF b
        )
        UPDATE blobs b SET review_since = :now, review_reason = :reason
        FROM suspects s WHERE b.digest = s.digest AND b.bucket = s.bucket
        """);

    private void unlinkAll(Handle transaction, Row repository) throws SQLException {
        UNLINK_ALL
                .in(repository.bucket())
                .update(transaction)
                .bind("id", repository.id())
                .bind("partitions", database.partitions().count())
                .bind("now", database.now())
                .bind("reason", ReviewReason.REPOSITORY_DELETED)
                .execute();
    }
}
