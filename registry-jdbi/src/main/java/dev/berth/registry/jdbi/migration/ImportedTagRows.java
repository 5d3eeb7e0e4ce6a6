package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.ImportedTag;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * Sets tags of an import: of three states, at the source, as imported before and here, the one here wins if it changed.
 */
final class ImportedTagRows {
    private final Database database;
    private final ImportItems items;

    ImportedTagRows(Database database, ImportItems items) {
        this.database = database;
        this.items = items;
    }

    /** A concurrent change of the tag by another client wins: its row is compared once more under its lock. */
    private static final PerPartition SET = PerPartition.of("""
        WITH repo AS (
            SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
        ), home AS (
            SELECT id FROM repo WHERE bucket = {b}
        ), targets AS MATERIALIZED (
            SELECT m.digest, m.kind FROM manifests_{b} m JOIN home ON m.repository = home.id
            WHERE m.digest = ANY (:digests) ORDER BY m.digest FOR KEY SHARE OF m
        ), wanted AS MATERIALIZED (
            SELECT w.name, w.item, w.digest, w.updated, t.kind, i.digest AS brought
            FROM unnest(:names, :items, :digests, :times) AS w (name, item, digest, updated)
            JOIN targets t ON t.digest = w.digest
            LEFT JOIN import_items i ON i.source = :source AND i.kind = 2 AND i.name = w.item
        ), moved AS (
            UPDATE tags_{b} t SET previous = t.digest, digest = w.digest, updated = w.updated, kind = w.kind
            FROM home, wanted w
            WHERE t.repository = home.id AND t.name = w.name AND t.digest = w.brought AND w.brought <> w.digest
            RETURNING t.repository, t.digest, t.previous
        ), made AS (
            INSERT INTO tags_{b} (repository, name, digest, bucket, created, updated, kind)
            SELECT home.id, w.name, w.digest, {b}, w.updated, w.updated, w.kind FROM home, wanted w
            WHERE w.brought IS NULL ORDER BY w.name
            ON CONFLICT (repository, name, bucket) DO NOTHING RETURNING repository, digest
        ), changes AS (
            INSERT INTO tag_changes (repository, digest, change)
            SELECT repository, digest, count(*) FROM (
                SELECT repository, digest FROM made UNION ALL SELECT repository, digest FROM moved) AS named
            GROUP BY repository, digest
            UNION ALL
            SELECT repository, previous, -count(*) FROM moved GROUP BY repository, previous
        ), remembered AS (
            INSERT INTO import_items AS i (source, kind, name, digest)
            SELECT :source, 2, w.item, w.digest FROM wanted w WHERE w.brought IS DISTINCT FROM w.digest
            ON CONFLICT (source, kind, name) DO UPDATE SET digest = excluded.digest
        )
        SELECT (SELECT bucket FROM repo) AS home, (SELECT count(*) FROM moved) + (SELECT count(*) FROM made) AS done
        """);

    int set(RepositoryName repository, List<ImportedTag> unsorted) throws StoreException {
        List<ImportedTag> tags =
                unsorted.stream().sorted(Comparator.comparing(ImportedTag::tag)).toList();
        return database.direct()
                .writeIn(
                        "import_tags",
                        repository,
                        () -> "import " + tags.size() + " tags to " + repository,
                        (connection, bucket) -> set(connection, bucket, repository, tags));
    }

    private PartitionResult<Integer> set(
            Connection connection, int bucket, RepositoryName repository, List<ImportedTag> tags) throws SQLException {
        return SET.in(bucket)
                .on(connection)
                .bind("path", repository)
                .bind("source", items.source(connection, repository))
                .bindTags("names", tags.stream().map(ImportedTag::tag).toList())
                .bindBytes(
                        "items",
                        tags.stream().map(tag -> ImportItems.tag(tag.tag())).toList())
                .bindDigests("digests", tags.stream().map(ImportedTag::digest).toList())
                .bindTimes("times", tags.stream().map(ImportedTag::updated).toList())
                .one(row -> PartitionResult.of(row, row.getInt(2)));
    }
}
