package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.ImportedNames;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Applies deletions at the source of an import. The comparison runs here, since its result is usually small. */
final class ImportRetention {
    private final Database database;
    private final ImportItems items;

    ImportRetention(Database database, ImportItems items) {
        this.database = database;
        this.items = items;
    }

    int retain(RepositoryName repository, ImportedNames present) throws StoreException {
        return database.writeIn(
                "follow_deletions",
                repository,
                () -> "follow deletions in " + repository,
                (handle, bucket) ->
                        handle.inTransaction(transaction -> retain(transaction, bucket, repository, present)));
    }

    private PartitionResult<Integer> retain(
            Handle transaction, int bucket, RepositoryName repository, ImportedNames present) throws SQLException {
        long source = items.source(transaction, repository);
        Work work = new Work(transaction, bucket, repository, source);
        PartitionResult<Integer> tags = present.tags().isEmpty()
                ? work.nothing()
                : work.follow(
                        ImportItems.TAG,
                        present.tags().get().stream().map(ImportItems::tag).toList(),
                        DELETE_TAGS);
        PartitionResult<Integer> manifests =
                work.follow(ImportItems.MANIFEST, ImportItems.digests(present.manifests()), REVIEW_MANIFESTS);
        PartitionResult<Integer> links =
                work.follow(ImportItems.LINK, ImportItems.digests(present.links()), REVIEW_LINKS);
        return links.map(count -> count + manifests.value() + tags.value());
    }

    private static final String HOME = """
        WITH repo AS (
            SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
        ), home AS (
            SELECT id FROM repo WHERE bucket = {b}
        ), gone AS (
            SELECT i.name, i.digest FROM unnest(:names) AS k (name) JOIN import_items i
            ON i.source = :source AND i.kind = :kind AND i.name = k.name
        ), done AS ({change}){also}
        SELECT (SELECT bucket FROM repo) AS home, (SELECT count(*) FROM done) AS done
        WHERE :reason >= 0 AND :now IS NOT NULL
        """;

    private static final PerPartition DELETE_TAGS =
            PerPartition.of(Template.of(HOME).with("change", """

                    DELETE FROM tags_{b} t USING home, gone g
                    WHERE t.repository = home.id AND t.name = convert_from(g.name, 'UTF8') AND t.digest = g.digest
                    RETURNING t.repository, t.digest
                """).with("also", """
                    , changes AS (
                        INSERT INTO tag_changes (repository, digest, change)
                        SELECT repository, digest, -count(*) FROM done GROUP BY repository, digest
                    )\
                    """));

    private static final PerPartition REVIEW_MANIFESTS =
            PerPartition.of(Template.of(HOME).with("change", """

                    UPDATE manifests_{b} m SET review_since = :now, review_reason = :reason FROM home, gone g
                    WHERE m.repository = home.id AND m.digest = g.name AND m.review_since IS NULL
                    RETURNING m.digest
                """).with("also", ""));

    private static final PerPartition REVIEW_LINKS =
            PerPartition.of(Template.of(HOME).with("change", """

                    UPDATE blob_links_{b} l SET review_since = :now, review_reason = :reason FROM home, gone g
                    WHERE l.repository = home.id AND l.digest = g.name AND l.review_since IS NULL
                    RETURNING l.digest
                """).with("also", ""));

    private final class Work {
        private final Handle transaction;
        private final int bucket;
        private final RepositoryName repository;
        private final long source;

        Work(Handle transaction, int bucket, RepositoryName repository, long source) {
            this.transaction = transaction;
            this.bucket = bucket;
            this.repository = repository;
            this.source = source;
        }

        PartitionResult<Integer> nothing() throws SQLException {
            return change(ImportItems.TAG, List.of(), DELETE_TAGS);
        }

        /** In a partition that is not the repository's nothing is changed, and nothing may be forgotten. */
        PartitionResult<Integer> follow(int kind, List<byte[]> present, PerPartition statement) throws SQLException {
            List<byte[]> gone = gone(kind, present);
            PartitionResult<Integer> changed = change(kind, gone, statement);
            if (!gone.isEmpty() && (changed.home().isEmpty() || changed.isIn(bucket))) {
                items.forget(transaction, source, kind, gone);
            }
            return changed;
        }

        private List<byte[]> gone(int kind, List<byte[]> present) throws SQLException {
            Set<ByteBuffer> there = new HashSet<>();
            present.forEach(name -> there.add(ByteBuffer.wrap(name)));
            return items.names(transaction, repository, kind).stream()
                    .filter(name -> !there.contains(ByteBuffer.wrap(name)))
                    .toList();
        }

        private PartitionResult<Integer> change(int kind, List<byte[]> gone, PerPartition statement)
                throws SQLException {
            return statement
                    .in(bucket)
                    .query(transaction)
                    .bind("path", repository)
                    .bind("source", source)
                    .bind("kind", kind)
                    .bind("now", database.now())
                    .bind("reason", ReviewReason.TAG_DELETED)
                    .bindArray("names", byte[].class, gone)
                    .map((row, context) -> PartitionResult.of(row, row.getInt(2)))
                    .one();
        }
    }
}
