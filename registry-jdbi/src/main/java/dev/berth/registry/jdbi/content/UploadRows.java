package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.events.EventStatement;
import dev.berth.registry.jdbi.events.OutboxInsert;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.Partitions;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.UploadProgress;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.NewUpload;
import dev.berth.registry.spi.metadata.StoredUpload;
import dev.berth.registry.spi.metadata.UploadStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Upload sessions, and the blobs they become. The commit of a mere progress does not wait for the disk: one lost in a
 * crash of the server costs the client a retry. The commit of a start does: everything in storage has a row that owns
 * it.
 */
public final class UploadRows implements UploadStore {
    private static final String COLUMNS =
            "u.repository, u.id, u.key, u.algorithm, u.expires, u.version, u.size, u.token";

    /** Stands for none, where there has to be one. */
    private static final UploadId NO_SESSION = new UploadId("00000000-0000-0000-0000-000000000000");

    private final Database database;
    private final EventStatement finish;

    public UploadRows(Database database) {
        this.database = database;
        this.finish = database.partitions().choose(FINISH);
    }

    private static final Sql START = Sql.of("""
        INSERT INTO uploads (id, repository, key, algorithm, version, size, token, started, expires)
        VALUES (:id, :path, :key, :algorithm, 0, 0, '', :now, :expires)
        """);

    @Override
    public void start(NewUpload upload) throws StoreException {
        database.direct()
                .write(
                        "start_upload",
                        () -> "start upload " + upload.id() + " to " + upload.repository(),
                        connection -> START.on(connection)
                                .bind("id", upload.id())
                                .bind("path", upload.repository())
                                .bind("key", upload.key())
                                .bind("algorithm", DigestBytes.code(upload.algorithm()))
                                .bind("now", database.now())
                                .bind("expires", upload.expires())
                                .update());
    }

    private static final Sql FIND = Sql.of(Template.of("""
        SELECT {columns} FROM uploads u WHERE u.id = :id AND u.repository = :path AND u.expires > :now
        """).with("columns", COLUMNS));

    @Override
    public Optional<StoredUpload> find(RepositoryName repository, UploadId id) throws StoreException {
        return database.read(
                "find_upload",
                () -> "find upload " + id + " to " + repository,
                handle -> uploadOf(FIND.query(handle), repository, id));
    }

    private Optional<StoredUpload> uploadOf(Query query, RepositoryName repository, UploadId id) {
        return query.bind("id", id)
                .bind("path", repository)
                .bind("now", database.now())
                .map((row, context) -> upload(row))
                .findFirst();
    }

    private static final Sql ADVANCE = Sql.of("""
        UPDATE uploads SET version = version + 1, size = :size, token = :token
        WHERE id = :id AND version = :version AND repository = :path AND expires > :now
          AND (SELECT set_config('synchronous_commit', 'off', true)) = 'off'
        """);

    @Override
    public boolean advance(RepositoryName repository, UploadId id, long version, WriterState state)
            throws StoreException {
        return database.direct()
                .write(
                        "advance_upload",
                        () -> "advance upload " + id + " to " + repository,
                        connection -> 1
                                == ADVANCE.on(connection)
                                        .bind("id", id)
                                        .bind("version", version)
                                        .bind("path", repository)
                                        .bind("now", database.now())
                                        .bind("size", state.size())
                                        .bind("token", state.token())
                                        .update());
    }

    private static final Sql CANCEL = Sql.of(Template.of("""
        WITH u AS (
            DELETE FROM uploads WHERE id = :id AND repository = :path AND expires > :now RETURNING *
        ), deletion AS (
            INSERT INTO storage_deletions (key, since, next_try)
            SELECT key, :now, :now FROM u ON CONFLICT (key) DO NOTHING
        )
        SELECT {columns} FROM u
        """).with("columns", COLUMNS));

    @Override
    public Optional<StoredUpload> cancel(RepositoryName repository, UploadId id) throws StoreException {
        return database.write(
                "cancel_upload",
                () -> "cancel upload " + id + " to " + repository,
                handle -> uploadOf(CANCEL.query(handle), repository, id));
    }

    private static final Sql EXPIRE = Sql.of("""
        WITH old AS MATERIALIZED (
            SELECT id FROM uploads WHERE expires <= :now ORDER BY expires LIMIT :most FOR UPDATE SKIP LOCKED
        ), ended AS (
            DELETE FROM uploads u USING old WHERE u.id = old.id RETURNING u.key
        ), deletion AS (
            INSERT INTO storage_deletions (key, since, next_try)
            SELECT key, :now, :now FROM ended ON CONFLICT (key) DO NOTHING
        )
        SELECT count(*) FROM ended
        """);

    @Override
    public int expire(int most) throws StoreException {
        return database.write(
                "expire_uploads",
                () -> "end uploads that have passed their expiry",
                handle -> EXPIRE.query(handle)
                        .bind("now", database.now())
                        .bind("most", most)
                        .map((row, context) -> row.getInt(1))
                        .one());
    }

    private static final String LIST = """
        SELECT u.repository, u.id, u.size, u.started, u.expires FROM uploads u
        WHERE u.expires > :now{after} ORDER BY u.expires, u.id LIMIT :most
        """;

    private static final Sql LIST_FIRST = Sql.of(Template.of(LIST).with("after", ""));
    private static final Sql LIST_AFTER =
            Sql.of(Template.of(LIST).with("after", " AND (u.expires, u.id) > (:expires, :id)"));

    @Override
    public List<UploadProgress> list(Optional<UploadProgress.Position> after, int most) throws StoreException {
        return database.read("list_uploads", () -> "list uploads", handle -> {
            Query list = after.isEmpty()
                    ? LIST_FIRST.query(handle)
                    : LIST_AFTER
                            .query(handle)
                            .bind("expires", after.get().expires())
                            .bind("id", after.get().id());
            return list.bind("now", database.now())
                    .bind("most", most)
                    .map((row, context) -> progress(row))
                    .list();
        });
    }

    private static UploadProgress progress(ResultSet row) throws SQLException {
        return new UploadProgress(
                new RepositoryName(row.getString(1)),
                new UploadId(row.getString(2)),
                row.getLong(3),
                TimeColumn.read(row, 4),
                TimeColumn.read(row, 5));
    }

    @Override
    public FinishOutcome finish(FinishedUpload upload) throws StoreException {
        return database.direct()
                .writeInNew(
                        "finish_upload",
                        upload.repository(),
                        () -> "finish the upload of " + upload.digest() + " to " + upload.repository(),
                        (connection, bucket) -> finish(connection, bucket, upload),
                        outcome -> outcome != FinishOutcome.STALE);
    }

    /**
     * The link that may be there is locked before the blob, as the collector locks them. The blob that may be there is
     * updated even if nothing changes, which locks it and reads it as it is now, not as it was when the statement
     * began.
     */
    private static final String FINISH_TEXT = """
        WITH repo AS (
            SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
        ), home AS (
            SELECT id FROM repo WHERE bucket = {b}
        ), ended AS (
            DELETE FROM uploads u USING home
            WHERE u.id = :session AND u.version = :version AND u.repository = :path AND u.expires > :now
              AND NOT :sessionless
            RETURNING u.id
        ), accepted AS (
            SELECT id FROM home WHERE :sessionless OR EXISTS (SELECT FROM ended)
        ), held AS (
            SELECT l.digest FROM blob_links_{b} l JOIN accepted a ON l.repository = a.id
            WHERE l.digest = :digest FOR NO KEY UPDATE OF l
        ), blob AS (
            INSERT INTO blobs{inserts} (digest, bucket, size, key, created)
            SELECT :digest, :digestBucket, :size, :key, :now
            FROM accepted, (SELECT count(*) FROM held) AS locked_before
            ON CONFLICT (digest, bucket) DO UPDATE SET review_since = NULL, review_reason = NULL
            RETURNING size, key, lost
        ), link AS (
            INSERT INTO blob_links_{b} AS l
                (repository, digest, bucket, size, key, lost, created, touched, review_since, review_reason)
            SELECT a.id, :digest, {b}, blob.size, blob.key, blob.lost, :now, :now, :now, :reason FROM accepted a, blob
            ON CONFLICT (repository, digest, bucket) DO UPDATE SET
                touched = GREATEST(l.touched, excluded.touched),
                review_since = CASE WHEN l.review_since IS NOT NULL
                    THEN GREATEST(l.review_since, excluded.review_since) END
            RETURNING l.repository
        ), holder AS (
            INSERT INTO blob_holders{inserts} (digest, repository, bucket)
            SELECT :digest, link.repository, :digestBucket FROM link ON CONFLICT DO NOTHING
        ), loser AS (
            INSERT INTO storage_deletions (key, since, next_try)
            SELECT :key, :now, :now FROM blob WHERE blob.key <> :key ON CONFLICT (key) DO NOTHING
        ){events}
        SELECT (SELECT bucket FROM repo) AS home, (SELECT key FROM blob) AS winner
        """;

    private static final Map<String, EventStatement> FINISH =
            Partitions.forInserts(inserts -> EventStatement.of(inserts.in(FINISH_TEXT), "link"));

    private PartitionResult<FinishOutcome> finish(Connection connection, int bucket, FinishedUpload upload)
            throws SQLException {
        Optional<FinishedUpload.Session> session = upload.session();
        return finish.on(connection, bucket, new OutboxInsert(upload.repository(), upload.events(), database.now()))
                .bind("sessionless", session.isEmpty())
                .bind("session", session.map(FinishedUpload.Session::id).orElse(NO_SESSION))
                .bind("version", session.map(FinishedUpload.Session::version).orElse(0L))
                .bind("path", upload.repository())
                .bind("now", database.now())
                .bind("digest", upload.digest())
                .bind("digestBucket", database.partitions().of(upload.digest()))
                .bind("size", upload.size())
                .bind("key", upload.key())
                .bind("reason", ReviewReason.UPLOADED)
                .one(row -> PartitionResult.of(row, outcome(row.getString(2), upload.key())));
    }

    private static FinishOutcome outcome(@Nullable String winner, StorageKey own) {
        if (winner == null) {
            return FinishOutcome.STALE;
        }
        return winner.equals(own.value()) ? FinishOutcome.STORED : FinishOutcome.DUPLICATE;
    }

    private static StoredUpload upload(ResultSet row) throws SQLException {
        NewUpload upload = new NewUpload(
                new RepositoryName(row.getString(1)),
                new UploadId(row.getString(2)),
                new StorageKey(row.getString(3)),
                DigestBytes.algorithm(row.getInt(4)),
                TimeColumn.read(row, 5));
        return new StoredUpload(upload, row.getLong(6), new WriterState(row.getLong(7), row.getString(8)));
    }
}
