package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.events.EventStatement;
import dev.berth.registry.jdbi.events.OutboxInsert;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DirectDatabase;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.Partitions;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Prepared;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.StoredBlob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** The read access of repositories to blobs. */
public final class BlobLinkRows implements BlobLinkStore {
    private final Database database;
    private final EventStatement mount;
    private final EventStatement mountInNew;

    public BlobLinkRows(Database database) {
        this.database = database;
        this.mount = database.partitions().choose(MOUNT);
        this.mountInNew = database.partitions().choose(MOUNT_IN_NEW);
    }

    @Override
    public Optional<StoredBlob> find(RepositoryName repository, Digest digest) throws StoreException {
        return database.direct()
                .readIn(
                        "find_blob",
                        repository,
                        () -> "find blob " + repository + "@" + digest,
                        (connection, bucket) -> find(connection, bucket, repository, digest));
    }

    private static final PerPartition FIND = PerPartition.of("""
        SELECT r.bucket, l.size, l.key, l.touched, l.lost
        FROM repositories r
        LEFT JOIN blob_links_{b} l ON l.repository = r.id AND l.digest = :digest
        WHERE r.path = :path
        """);

    private static PartitionResult<Optional<StoredBlob>> find(
            Connection connection, int bucket, RepositoryName repository, Digest digest) throws SQLException {
        return FIND.in(bucket)
                .on(connection)
                .bind("digest", digest)
                .bind("path", repository)
                .rows(row -> row.next()
                        ? PartitionResult.of(row, blob(row, digest))
                        : PartitionResult.nowhere(Optional.empty()));
    }

    private static Optional<StoredBlob> blob(ResultSet row, Digest digest) throws SQLException {
        String key = row.getString(3);
        if (key == null) {
            return Optional.empty();
        }
        return Optional.of(new StoredBlob(
                digest, row.getLong(2), new StorageKey(key), TimeColumn.read(row, 4), row.getBoolean(5)));
    }

    private static final PerPartition TOUCH = PerPartition.of("""
        WITH repo AS (
            SELECT id, bucket FROM repositories WHERE path = :path
        ), touched AS (
            UPDATE blob_links_{b} l
            SET touched = GREATEST(l.touched, :now),
                review_since = CASE WHEN l.review_since IS NOT NULL THEN GREATEST(l.review_since, :now) END
            FROM repo WHERE l.repository = repo.id AND l.digest = :digest RETURNING l.digest
        )
        SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM touched) AS known
        """);

    @Override
    public boolean touch(RepositoryName repository, Digest digest) throws StoreException {
        return database.writeIn(
                "touch_blob",
                repository,
                () -> "touch blob " + repository + "@" + digest,
                (handle, bucket) -> TOUCH.in(bucket)
                        .query(handle)
                        .bind("path", repository)
                        .bind("digest", digest)
                        .bind("now", database.now())
                        .map((row, context) -> PartitionResult.of(row, row.getBoolean(2)))
                        .one());
    }

    @Override
    public boolean mount(RepositoryName target, RepositoryName source, Digest digest, List<NewEvent> events)
            throws StoreException {
        return database.direct()
                .writeIn(
                        "mount_blob",
                        source,
                        () -> "mount " + digest + " from " + source + " to " + target,
                        (connection, bucket) -> {
                            OutboxInsert outboxInsert = new OutboxInsert(target, events, database.now());
                            if (bind(mount.on(connection, bucket, outboxInsert), outboxInsert, source, digest)
                                    .one(row -> row.getBoolean(1))) {
                                return new PartitionResult<>(OptionalInt.of(bucket), true);
                            }
                            return bind(mountInNew.on(connection, bucket, outboxInsert), outboxInsert, source, digest)
                                    .bind("targetBucket", database.partitions().chosen(target))
                                    .one(BlobLinkRows::mounted);
                        });
    }

    private static PartitionResult<Boolean> mounted(ResultSet row) throws SQLException {
        if (row.getBoolean(2)) {
            throw DirectDatabase.renamed();
        }
        return PartitionResult.of(row, row.getBoolean(3));
    }

    private Prepared bind(Prepared mount, OutboxInsert outboxInsert, RepositoryName source, Digest digest)
            throws SQLException {
        return mount.bind("source", source)
                .bind("target", outboxInsert.repository())
                .bind("digest", digest)
                .bind("digestBucket", database.partitions().of(digest))
                .bind("now", outboxInsert.now())
                .bind("reason", ReviewReason.MOUNTED);
    }

    /** While the source's link is locked the blob stays; afterwards the target's own link keeps it. */
    private static final String MOUNT_TEXT = """
        WITH link AS (
            INSERT INTO blob_links{inserts} AS l
                (repository, digest, bucket, size, key, created, touched, review_since, review_reason)
            SELECT target.id, found.digest, target.bucket, found.size, found.key, :now, :now, :now, :reason
            FROM repositories target, repositories source, blob_links_{b} found
            WHERE target.path = :target AND source.path = :source
              AND found.repository = source.id AND found.digest = :digest AND NOT found.lost
            FOR KEY SHARE OF target, found
            ON CONFLICT (repository, digest, bucket) DO UPDATE SET
                touched = GREATEST(l.touched, excluded.touched),
                review_since = CASE WHEN l.review_since IS NOT NULL
                    THEN GREATEST(l.review_since, excluded.review_since) END
            RETURNING l.repository
        ), holder AS (
            INSERT INTO blob_holders{inserts} (digest, repository, bucket)
            SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
        ){events}
        SELECT {home}EXISTS (SELECT FROM link) AS mounted
        """;

    /** The source's link stays locked until the target has its own, so none is made that remains empty. */
    private static final String MAKE_TARGET = DirectDatabase.CREATION + """
        INSERT INTO repositories (path, bucket, created)
        SELECT :target, :targetBucket, :now FROM repositories source, blob_links_{b} found
        WHERE source.path = :source AND found.repository = source.id AND found.digest = :digest
          AND NOT found.lost AND NOT EXISTS ({quiet})
        FOR KEY SHARE OF found
        ON CONFLICT (path) DO NOTHING;
        """;

    private static final String HOME = """
        (SELECT bucket FROM repositories WHERE path = :source) AS home, EXISTS ({quiet})
               AND NOT EXISTS (SELECT FROM repositories WHERE path = :target) AS quiet,
               \
        """;

    private static final Map<String, EventStatement> MOUNT = Partitions.forInserts(
            inserts -> EventStatement.of(inserts.in(MOUNT_TEXT).with("home", ""), "link"));

    private static final Map<String, EventStatement> MOUNT_IN_NEW = Partitions.forInserts(inserts -> EventStatement.of(
            inserts.in(MAKE_TARGET + MOUNT_TEXT)
                    .with("home", HOME)
                    .with("quiet", DirectDatabase.QUIET)
                    .with("path", ":target"),
            "link"));

    private static final PerPartition HOLDERS = PerPartition.of("""
        SELECT path FROM (
            SELECT (SELECT r.path FROM repositories r WHERE r.id = h.repository) AS path
            FROM blob_holders_{b} h WHERE h.digest = :digest) holders
        WHERE path > :last ORDER BY path LIMIT :more
        """);

    @Override
    public Page<RepositoryName> holders(Digest digest, PageRequest page) throws StoreException {
        return database.read(
                "list_blob_holders",
                () -> "list the holders of " + digest,
                handle -> Page.ofFetched(
                        HOLDERS.in(database.partitions().of(digest))
                                .query(handle)
                                .bind("digest", digest)
                                .bind("last", PageStart.text(page))
                                .bind("more", page.limit() + 1L)
                                .map((row, context) -> new RepositoryName(row.getString(1)))
                                .list(),
                        page.limit()));
    }

    @Override
    public DeleteOutcome unlink(RepositoryName repository, Digest digest, List<NewEvent> events) throws StoreException {
        return database.writeIn(
                "unlink_blob",
                repository,
                () -> "unlink blob " + repository + "@" + digest,
                (handle, bucket) -> handle.inTransaction(transaction ->
                        unlink(transaction, bucket, new OutboxInsert(repository, events, database.now()), digest)));
    }

    /** A put that needs the link holds it FOR KEY SHARE: under the lock all references to it can be seen. */
    private static final EventStatement UNLINK = EventStatement.of("""
        SELECT 1 FROM blob_links_{b} l JOIN repositories r ON l.repository = r.id
        WHERE r.path = :path AND l.digest = :digest FOR UPDATE OF l;
        WITH repo AS (
            SELECT id, bucket FROM repositories WHERE path = :path
        ), known AS (
            SELECT l.repository FROM blob_links_{b} l JOIN repo ON l.repository = repo.id WHERE l.digest = :digest
        ), gone AS (
            DELETE FROM blob_links_{b} l USING known
            WHERE l.repository = known.repository AND l.digest = :digest AND NOT EXISTS (
                SELECT FROM manifest_references_{b} f WHERE f.repository = l.repository AND f.digest = :digest)
            RETURNING l.repository
        ){events}
        SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM known) AS known,
               (SELECT repository FROM gone) AS gone
        """, "gone");

    private PartitionResult<DeleteOutcome> unlink(
            Handle transaction, int bucket, OutboxInsert outboxInsert, Digest digest) {
        return Sql.last(UNLINK.query(transaction, bucket, outboxInsert)
                        .bind("path", outboxInsert.repository())
                        .bind("digest", digest))
                .map((row, context) -> PartitionResult.of(row, unlinked(transaction, row, digest)))
                .one();
    }

    private DeleteOutcome unlinked(Handle transaction, ResultSet row, Digest digest) throws SQLException {
        long repository = row.getLong(3);
        if (row.wasNull()) {
            return row.getBoolean(2) ? DeleteOutcome.REFERENCED : DeleteOutcome.UNKNOWN;
        }
        RELEASE.in(database.partitions().of(digest))
                .update(transaction)
                .bind("digest", digest)
                .bind("repository", repository)
                .bind("now", database.now())
                .bind("reason", ReviewReason.UNLINKED)
                .execute();
        return DeleteOutcome.DELETED;
    }

    /** Schedules the blob for review even with other holders: two concurrent releases do not see each other. */
    private static final PerPartition RELEASE = PerPartition.of("""
        WITH gone AS (
            DELETE FROM blob_holders_{b} WHERE digest = :digest AND repository = :repository
        )
        UPDATE blobs_{b} SET review_since = :now, review_reason = :reason WHERE digest = :digest
        """);
}
