package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;

/** Schedules reviews on behalf of a consistency check. */
final class ReviewRequests {
    private final Database database;

    ReviewRequests(Database database) {
        this.database = database;
    }

    boolean request(Reviewable thing) throws StoreException {
        if (thing instanceof Reviewable.OfManifest manifest) {
            return schedule(MANIFEST, manifest.repository(), manifest.digest());
        }
        if (thing instanceof Reviewable.OfLink link) {
            return schedule(LINK, link.repository(), link.digest());
        }
        return schedule(thing.digest());
    }

    private static PerPartition ofRepository(String table) {
        return PerPartition.of(Template.of("""
            WITH repo AS (
                SELECT id, bucket FROM repositories WHERE path = :path
            ), suspected AS (
                UPDATE {table}_{b} t SET review_since = :now, review_reason = :reason
                FROM repo WHERE t.repository = repo.id AND t.digest = :digest AND t.review_since IS NULL
                RETURNING t.digest
            )
            SELECT (SELECT bucket FROM repo) AS home, EXISTS (SELECT FROM suspected) AS suspected
            """).with("table", table));
    }

    private static final PerPartition MANIFEST = ofRepository("manifests");
    private static final PerPartition LINK = ofRepository("blob_links");

    private boolean schedule(PerPartition statement, RepositoryName repository, Digest digest) throws StoreException {
        return database.writeIn(
                "request_review",
                repository,
                () -> "put " + repository + "@" + digest + " under review",
                (handle, bucket) -> statement
                        .in(bucket)
                        .query(handle)
                        .bind("path", repository)
                        .bind("digest", digest)
                        .bind("now", database.now())
                        .bind("reason", ReviewReason.FOUND_UNHELD)
                        .map((row, context) -> PartitionResult.of(row, row.getBoolean(2)))
                        .one());
    }

    private static final PerPartition BLOB = PerPartition.of("""
        UPDATE blobs_{b} SET review_since = :now, review_reason = :reason
        WHERE digest = :digest AND review_since IS NULL
        """);

    private boolean schedule(Digest digest) throws StoreException {
        return database.write(
                "request_blob_review",
                () -> "put blob " + digest + " under review",
                handle -> 1
                        == BLOB.in(database.partitions().of(digest))
                                .update(handle)
                                .bind("digest", digest)
                                .bind("now", database.now())
                                .bind("reason", ReviewReason.FOUND_UNHELD)
                                .execute());
    }
}
