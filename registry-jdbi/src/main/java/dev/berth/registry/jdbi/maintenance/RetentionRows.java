package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.ReasonCodes;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.RetentionStatus.Holder;
import dev.berth.registry.maintenance.RetentionStatus.Relation;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The reasons for which content is kept: each answer is one statement, so from one snapshot. */
final class RetentionRows {
    private final Database database;

    RetentionRows(Database database) {
        this.database = database;
    }

    Optional<RetentionStatus> find(Reviewable thing, int holders) throws StoreException {
        if (thing instanceof Reviewable.OfManifest manifest) {
            return find(MANIFEST, manifest.repository(), thing, holders, MANIFEST_HOLDERS);
        }
        if (thing instanceof Reviewable.OfLink link) {
            return find(LINK, link.repository(), thing, holders, LINK_HOLDERS);
        }
        return findBlob(thing, holders);
    }

    /** Lists that list a digest are found by way of the repository's manifests, which are in the order wanted. */
    private static final String LISTS = """
        ARRAY(SELECT h.digest FROM manifests_{b} h
              WHERE h.repository = r.id AND EXISTS (
                  SELECT FROM manifest_references_{b} f
                  WHERE f.repository = h.repository AND f.digest = :digest AND f.manifest = h.id
                    AND f.target {target} OFFSET 0)
              ORDER BY h.digest LIMIT :more)
        """;

    private static final PerPartition MANIFEST =
            PerPartition.of(Template.of("""
                SELECT r.bucket, m.digest, m.review_since, m.review_reason,
                       ARRAY(SELECT t.name FROM tags_{b} t
                             WHERE t.repository = r.id AND t.digest = :digest ORDER BY t.name LIMIT :more),
                       {indexes},
                       ARRAY(SELECT s.digest FROM manifests_{b} s
                             WHERE s.repository = r.id AND s.digest = m.subject)
                FROM repositories r LEFT JOIN manifests_{b} m ON m.repository = r.id AND m.digest = :digest
                WHERE r.path = :path
                """).with("indexes", LISTS).with("target", "= 1"));

    private static final PerPartition LINK = PerPartition.of(Template.of("""
        SELECT r.bucket, l.digest, l.review_since, l.review_reason, {indexes}, {manifests}
        FROM repositories r LEFT JOIN blob_links_{b} l ON l.repository = r.id AND l.digest = :digest
        WHERE r.path = :path
        """)
            .with("indexes", LISTS)
            .with("target", "= 1")
            .with("manifests", LISTS)
            .with("target", "<> 1"));

    private static final PerPartition BLOB = PerPartition.of("""
        SELECT NULL, b.digest, b.review_since, b.review_reason,
               ARRAY(SELECT COALESCE(r.path, 'classic layout') FROM blob_holders_{b} h
                     LEFT JOIN repositories r ON r.id = h.repository
                     WHERE h.digest = b.digest AND (r.id IS NOT NULL OR h.repository = 0)
                     ORDER BY 1 LIMIT :more)
        FROM blobs_{b} b WHERE b.digest = :digest
        """);

    private static final List<Relation> MANIFEST_HOLDERS = List.of(Relation.TAG, Relation.INDEX, Relation.SUBJECT);
    private static final List<Relation> LINK_HOLDERS = List.of(Relation.INDEX, Relation.MANIFEST);

    private Optional<RetentionStatus> find(
            PerPartition statement, RepositoryName repository, Reviewable thing, int holders, List<Relation> relations)
            throws StoreException {
        return database.readIn(
                "explain_content",
                repository,
                () -> "explain " + repository + "@" + thing.digest(),
                (handle, bucket) -> statement
                        .in(bucket)
                        .query(handle)
                        .bind("path", repository)
                        .bind("digest", thing.digest())
                        .bind("more", holders + 1L)
                        .map((row, context) -> PartitionResult.of(row, retention(row, thing, holders, relations)))
                        .findFirst()
                        .orElse(PartitionResult.nowhere(Optional.empty())));
    }

    private Optional<RetentionStatus> findBlob(Reviewable thing, int holders) throws StoreException {
        Digest digest = thing.digest();
        return database.read(
                "explain_blob",
                () -> "explain blob " + digest,
                handle -> BLOB.in(database.partitions().of(digest))
                        .query(handle)
                        .bind("digest", digest)
                        .bind("more", holders + 1L)
                        .map((row, context) -> retention(row, thing, holders, List.of(Relation.REPOSITORY)))
                        .findFirst()
                        .orElse(Optional.empty()));
    }

    private static Optional<RetentionStatus> retention(
            ResultSet row, Reviewable thing, int most, List<Relation> relations) throws SQLException {
        if (row.getBytes(2) == null) {
            return Optional.empty();
        }
        List<Holder> found = new ArrayList<>();
        for (int i = 0; i < relations.size(); i++) {
            Relation relation = relations.get(i);
            names(row.getArray(5 + i)).map(name -> new Holder(relation, name)).forEach(found::add);
        }
        List<Holder> named = found.subList(0, Math.min(most, found.size()));
        return Optional.of(new RetentionStatus(thing, named, found.size() > most, review(row)));
    }

    private static Stream<String> names(Array names) throws SQLException {
        return Stream.of((Object[]) names.getArray())
                .map(name -> name instanceof byte[] digest
                        ? DigestBytes.parse(digest).toString()
                        : name.toString());
    }

    private static Optional<PendingReview> review(ResultSet row) throws SQLException {
        Optional<Instant> since = TimeColumn.find(row, 3);
        return since.isEmpty()
                ? Optional.empty()
                : Optional.of(new PendingReview(since.get(), ReasonCodes.parse(row.getInt(4))));
    }
}
