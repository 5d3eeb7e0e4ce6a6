package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.migration.ExportStore;
import dev.berth.registry.spi.migration.ImportedItems;
import dev.berth.registry.spi.migration.ImportedTag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The content of repositories for an export, and the record of it. */
final class ExportRows implements ExportStore {
    private final Database database;
    private final ImportItems items;

    ExportRows(Database database, ImportItems items) {
        this.database = database;
        this.items = items;
    }

    private static final PerPartition MANIFESTS = PerPartition.of("""
        SELECT r.bucket, m.digest FROM repositories r LEFT JOIN LATERAL (
            SELECT digest FROM manifests_{b} WHERE repository = r.id AND digest > :last ORDER BY digest LIMIT :more
        ) m ON true
        WHERE r.path = :path ORDER BY m.digest
        """);

    @Override
    public Page<Digest> manifests(RepositoryName repository, PageRequest page) throws StoreException {
        return page(
                "export_manifests",
                repository,
                page,
                (handle, bucket) ->
                        PartitionResult.all(digests(MANIFESTS, handle, bucket, repository, page), ExportRows::digest));
    }

    private static Optional<Digest> digest(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getBytes(2)).map(DigestBytes::parse);
    }

    private static final PerPartition BLOBS = PerPartition.of("""
        SELECT r.bucket, l.digest, l.size, l.key FROM repositories r LEFT JOIN LATERAL (
            SELECT digest, size, key FROM blob_links_{b}
            WHERE repository = r.id AND digest > :last ORDER BY digest LIMIT :more
        ) l ON true
        WHERE r.path = :path ORDER BY l.digest
        """);

    @Override
    public Page<AuditedBlob> blobs(RepositoryName repository, PageRequest page) throws StoreException {
        return page(
                "export_blobs",
                repository,
                page,
                (handle, bucket) ->
                        PartitionResult.all(digests(BLOBS, handle, bucket, repository, page), ExportRows::blob));
    }

    private static Optional<AuditedBlob> blob(ResultSet row) throws SQLException {
        Optional<Digest> digest = digest(row);
        return digest.isEmpty()
                ? Optional.empty()
                : Optional.of(new AuditedBlob(digest.get(), row.getLong(3), new StorageKey(row.getString(4))));
    }

    private static Query digests(
            PerPartition statement, Handle handle, int bucket, RepositoryName repository, PageRequest page) {
        return statement
                .in(bucket)
                .query(handle)
                .bind("path", repository)
                .bind(
                        "last",
                        page.last().flatMap(Digest::parse).map(DigestBytes::of).orElseGet(() -> new byte[0]))
                .bind("more", page.limit() + 1L);
    }

    private static final PerPartition TAGS = PerPartition.of("""
        SELECT r.bucket, t.digest, t.name, t.updated FROM repositories r LEFT JOIN LATERAL (
            SELECT digest, name, updated FROM tags_{b}
            WHERE repository = r.id AND name > :last ORDER BY name LIMIT :more
        ) t ON true
        WHERE r.path = :path ORDER BY t.name
        """);

    @Override
    public Page<ImportedTag> tags(RepositoryName repository, PageRequest page) throws StoreException {
        return page(
                "export_tags",
                repository,
                page,
                (handle, bucket) -> PartitionResult.all(
                        TAGS.in(bucket)
                                .query(handle)
                                .bind("path", repository)
                                .bind("last", PageStart.text(page))
                                .bind("more", page.limit() + 1L),
                        ExportRows::tag));
    }

    private static Optional<ImportedTag> tag(ResultSet row) throws SQLException {
        Optional<Digest> digest = digest(row);
        return digest.isEmpty()
                ? Optional.empty()
                : Optional.of(new ImportedTag(new Tag(row.getString(3)), digest.get(), TimeColumn.read(row, 4)));
    }

    private <T> Page<T> page(
            String name, RepositoryName repository, PageRequest page, Database.HomeWork<List<T>> statement)
            throws StoreException {
        return Page.ofFetched(
                database.readIn(name, repository, () -> "read the content of " + repository, statement), page.limit());
    }

    private static final Sql ITEMS = Sql.of("""
        SELECT i.kind, i.name, i.digest FROM import_items i
        WHERE i.source = (SELECT s.id FROM import_sources s WHERE s.path = :path)
        """);

    @Override
    public ImportedItems items(RepositoryName repository) throws StoreException {
        return database.read(
                "list_import_items",
                () -> "read the imported content of " + repository,
                handle -> ITEMS.query(handle)
                        .bind("path", repository)
                        .reduceResultSet(new Items(), (items, row, context) -> items.add(row))
                        .all());
    }

    private static final class Items {
        private final Set<Digest> manifests = new HashSet<>();
        private final Set<Digest> links = new HashSet<>();
        private final Map<Tag, Digest> tags = new HashMap<>();

        Items add(ResultSet row) throws SQLException {
            byte[] name = row.getBytes(2);
            switch (row.getInt(1)) {
                case ImportItems.MANIFEST -> manifests.add(DigestBytes.parse(name));
                case ImportItems.LINK -> links.add(DigestBytes.parse(name));
                default -> tags.put(ImportItems.tag(name), DigestBytes.parse(row.getBytes(3)));
            }
            return this;
        }

        ImportedItems all() {
            return new ImportedItems(manifests, links, tags);
        }
    }

    @Override
    public void record(RepositoryName repository, ImportedItems present, ImportedItems gone) throws StoreException {
        database.write(
                "record_export",
                () -> "record the export of " + repository,
                handle -> handle.inTransaction(transaction -> {
                    long source = items.source(transaction, repository);
                    items.forget(transaction, source, ImportItems.MANIFEST, ImportItems.digests(gone.manifests()));
                    items.forget(transaction, source, ImportItems.LINK, ImportItems.digests(gone.links()));
                    items.forget(
                            transaction,
                            source,
                            ImportItems.TAG,
                            names(gone.tags().keySet()));
                    remember(transaction, source, ImportItems.MANIFEST, ImportItems.digests(present.manifests()));
                    remember(transaction, source, ImportItems.LINK, ImportItems.digests(present.links()));
                    List<Tag> tags = List.copyOf(present.tags().keySet());
                    remember(transaction, source, ImportItems.TAG, names(tags), targets(tags, present));
                    return source;
                }));
    }

    private static List<byte[]> names(Collection<Tag> tags) {
        return tags.stream().map(ImportItems::tag).toList();
    }

    private static List<byte[]> targets(List<Tag> tags, ImportedItems present) {
        List<byte[]> targets = new ArrayList<>();
        for (Tag tag : tags) {
            Optional.ofNullable(present.tags().get(tag)).map(DigestBytes::of).ifPresent(targets::add);
        }
        return targets;
    }

    private static final Sql REMEMBER = Sql.of("""
        INSERT INTO import_items AS i (source, kind, name, digest)
        SELECT :source, :kind, w.name, w.digest FROM unnest(:names, :digests) AS w (name, digest)
        ON CONFLICT (source, kind, name) DO UPDATE SET digest = excluded.digest
        """);

    private static void remember(Handle handle, long source, int kind, List<byte[]> names) {
        List<byte @Nullable []> none = new ArrayList<>();
        names.forEach(name -> none.add(null));
        remember(handle, source, kind, names, none);
    }

    private static void remember(
            Handle handle, long source, int kind, List<byte[]> names, List<? extends byte @Nullable []> digests) {
        REMEMBER.update(handle)
                .bind("source", source)
                .bind("kind", kind)
                .bindArray("names", byte[].class, names)
                .bindArray("digests", byte[].class, digests)
                .execute();
    }
}
