package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Prepared;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.ManifestStore;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.PutOutcome;
import dev.berth.registry.spi.metadata.StoredManifest;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Finds and touches manifests of repositories. {@code ManifestDeletion} and the classes of the put contain the changes.
 */
public final class ManifestRows implements ManifestStore {
    private final Database database;
    private final ManifestPut put;
    private final ManifestDeletion deletion;
    private final ReferrerList referrers;

    public ManifestRows(Database database) {
        this.database = database;
        this.put = new ManifestPut(database);
        this.deletion = new ManifestDeletion(database);
        this.referrers = new ReferrerList(database);
    }

    @Override
    public PutOutcome put(RepositoryName repository, NewManifest manifest) throws StoreException {
        return put.put(repository, manifest);
    }

    @Override
    public DeleteOutcome delete(RepositoryName repository, Digest digest, List<NewEvent> events) throws StoreException {
        return deletion.delete(repository, digest, events);
    }

    @Override
    public Optional<StoredManifest> find(RepositoryName repository, Reference reference) throws StoreException {
        return database.direct()
                .readIn(
                        "find_manifest",
                        repository,
                        () -> "find manifest " + repository + ", " + reference,
                        (connection, bucket) -> prepare(connection, bucket, reference)
                                .bind("path", repository)
                                .rows(row -> row.next()
                                        ? PartitionResult.of(row, manifest(row))
                                        : PartitionResult.nowhere(Optional.empty())));
    }

    private static Prepared prepare(Connection connection, int bucket, Reference reference) throws SQLException {
        return reference instanceof Digest digest
                ? FIND_BY_DIGEST.in(bucket).on(connection).bind("digest", digest)
                : FIND_BY_TAG.in(bucket).on(connection).bind("name", (Tag) reference);
    }

    private static final PerPartition FIND_BY_TAG = PerPartition.of("""
        SELECT r.bucket, m.digest, m.media_type, m.payload, m.touched
        FROM repositories r
        LEFT JOIN (tags_{b} t JOIN manifests_{b} m ON m.repository = t.repository AND m.digest = t.digest)
            ON t.repository = r.id AND t.name = :name
        WHERE r.path = :path
        """);

    private static final PerPartition FIND_BY_DIGEST = PerPartition.of("""
        SELECT r.bucket, m.digest, m.media_type, m.payload, m.touched
        FROM repositories r
        LEFT JOIN manifests_{b} m ON m.repository = r.id AND m.digest = :digest
        WHERE r.path = :path
        """);

    private static Optional<StoredManifest> manifest(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes(2);
        if (digest == null) {
            return Optional.empty();
        }
        Manifest manifest = new Manifest(
                DigestBytes.parse(digest), new MediaType(row.getString(3)), ByteBuffer.wrap(row.getBytes(4)));
        return Optional.of(new StoredManifest(manifest, TimeColumn.read(row, 5)));
    }

    private static final PerPartition TOUCH = PerPartition.of("""
        WITH repo AS (
            SELECT id, bucket FROM repositories WHERE path = :path
        ), touched AS (
            UPDATE manifests_{b} m
            SET touched = GREATEST(m.touched, :now),
                review_since = CASE WHEN m.review_since IS NOT NULL THEN GREATEST(m.review_since, :now) END
            FROM repo WHERE m.repository = repo.id AND m.digest = :digest RETURNING m.id
        )
        SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM touched) AS known
        """);

    @Override
    public boolean touch(RepositoryName repository, Digest digest) throws StoreException {
        return database.writeIn(
                "touch_manifest",
                repository,
                () -> "touch manifest " + repository + "@" + digest,
                (handle, bucket) -> TOUCH.in(bucket)
                        .query(handle)
                        .bind("path", repository)
                        .bind("digest", digest)
                        .bind("now", database.now())
                        .map((row, context) -> PartitionResult.of(row, row.getBoolean(2)))
                        .one());
    }

    @Override
    public Page<Descriptor> referrers(
            RepositoryName repository, Digest subject, Optional<MediaType> artifactType, PageRequest page)
            throws StoreException {
        return referrers.list(repository, subject, artifactType, page);
    }
}
