package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.events.EventStatement;
import dev.berth.registry.jdbi.events.OutboxInsert;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Deletes manifests: one round trip. */
final class ManifestDeletion {
    private final Database database;

    ManifestDeletion(Database database) {
        this.database = database;
    }

    /**
     * First the locks: on the tags, then on the manifest. A put that tags the manifest or lists it in an index waits
     * for them or has committed; so the last statement sees all tags and all indexes. The content of the manifest and
     * its referrers are scheduled for review in digest order, even with other holders: these may be concurrently
     * deleted, too. A copy of the manifest and the names of its tags are kept (docs/decisions/0200).
     */
    private static final EventStatement DELETE =
            EventStatement.of(Template.of("""
                SELECT count(*) FROM (
                    SELECT FROM tags_{b} t JOIN repositories r ON t.repository = r.id
                    WHERE r.path = :path AND t.digest = :digest ORDER BY t.name FOR UPDATE OF t) AS locked;
                SELECT 1 FROM manifests_{b} m JOIN repositories r ON m.repository = r.id
                WHERE r.path = :path AND m.digest = :digest FOR UPDATE OF m;
                WITH repo AS (
                    SELECT id, bucket FROM repositories WHERE path = :path
                ), known AS (
                    SELECT m.repository, EXISTS (
                        SELECT FROM manifest_references_{b} f
                        WHERE f.repository = m.repository AND f.digest = :digest AND f.target = 1) AS listed
                    FROM manifests_{b} m JOIN repo ON m.repository = repo.id WHERE m.digest = :digest
                ), gone AS (
                    DELETE FROM manifests_{b} m USING known
                    WHERE m.repository = known.repository AND m.digest = :digest AND NOT known.listed
                    RETURNING m.id, m.repository, m.media_type, m.payload
                ), copied AS (
                    INSERT INTO deleted_manifests_{b} (repository, digest, bucket, media_type, payload, deleted)
                    SELECT repository, :digest, {b}, media_type, payload, :now FROM gone
                    ON CONFLICT (repository, digest, bucket)
                    DO UPDATE
                    SET media_type = excluded.media_type, payload = excluded.payload, deleted = excluded.deleted
                ), untagged AS (
                    DELETE FROM tags_{b} t USING gone WHERE t.repository = gone.repository AND t.digest = :digest
                    RETURNING t.repository, t.name, t.digest
                ), {kept}, changes AS (
                    INSERT INTO tag_changes (repository, digest, change)
                    SELECT repository, :digest, -count(*) FROM untagged GROUP BY repository
                ), freed AS (
                    DELETE FROM manifest_references_{b} f USING gone WHERE f.manifest = gone.id
                    RETURNING f.repository, f.digest, f.target
                ), links AS (
                    SELECT l.repository, l.digest
                    FROM blob_links_{b} l JOIN freed f ON l.repository = f.repository AND l.digest = f.digest
                    ORDER BY l.digest FOR NO KEY UPDATE OF l
                ), suspected_links AS (
                    UPDATE blob_links_{b} l SET review_since = :now, review_reason = :reason
                    FROM links WHERE l.repository = links.repository AND l.digest = links.digest
                ), relatives AS (
                    SELECT repository, digest FROM freed WHERE target = 1
                    UNION
                    SELECT m.repository, m.digest FROM manifests_{b} m JOIN gone ON m.repository = gone.repository
                    WHERE m.subject = :digest
                ), manifests AS (
                    SELECT m.repository, m.digest
                    FROM manifests_{b} m JOIN relatives s ON m.repository = s.repository AND m.digest = s.digest
                    ORDER BY m.digest FOR NO KEY UPDATE OF m
                ), suspected_manifests AS (
                    UPDATE manifests_{b} m SET review_since = :now, review_reason = :reason
                    FROM manifests s WHERE m.repository = s.repository AND m.digest = s.digest
                ){events}
                SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM known) AS known,
                       EXISTS (SELECT FROM gone) AS gone
                """).with("kept", DeletedTagRows.record("untagged")), "gone");

    DeleteOutcome delete(RepositoryName repository, Digest digest, List<NewEvent> events) throws StoreException {
        return database.writeIn(
                "delete_manifest",
                repository,
                () -> "delete manifest " + repository + "@" + digest,
                (handle, bucket) -> Sql.last(
                                DELETE.query(handle, bucket, new OutboxInsert(repository, events, database.now()))
                                        .bind("path", repository)
                                        .bind("digest", digest)
                                        .bind("now", database.now())
                                        .bind("reason", ReviewReason.MANIFEST_DELETED))
                        .map((row, context) -> PartitionResult.of(row, outcome(row)))
                        .one());
    }

    private static DeleteOutcome outcome(ResultSet row) throws SQLException {
        if (!row.getBoolean(2)) {
            return DeleteOutcome.UNKNOWN;
        }
        return row.getBoolean(3) ? DeleteOutcome.DELETED : DeleteOutcome.REFERENCED;
    }
}
