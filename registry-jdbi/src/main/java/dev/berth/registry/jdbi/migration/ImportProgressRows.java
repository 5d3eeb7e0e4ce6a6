package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportProgressStore;
import dev.berth.registry.spi.migration.StoredCounts;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The imported sources with the state in which each was imported. */
final class ImportProgressRows implements ImportProgressStore {
    private final Database database;
    private final ImportItems items;

    ImportProgressRows(Database database, ImportItems items) {
        this.database = database;
        this.items = items;
    }

    private static final Sql FIND = Sql.of("SELECT content, tags FROM import_sources WHERE path = :path");

    @Override
    public Optional<Fingerprints> find(String source) throws StoreException {
        return database.direct()
                .read(
                        "find_import",
                        () -> "find the import of " + source,
                        connection -> FIND
                                .on(connection)
                                .bind("path", source)
                                .list(row -> new Fingerprints(
                                        Optional.ofNullable(row.getString(1)), Optional.ofNullable(row.getString(2))))
                                .stream()
                                .findFirst());
    }

    private static final Sql CONCLUDE = Sql.of("""
        INSERT INTO import_sources (path, content, tags) VALUES (:path, :content, :tags)
        ON CONFLICT (path) DO UPDATE SET content = excluded.content, tags = excluded.tags
        """);

    @Override
    public void conclude(String source, Fingerprints fingerprints) throws StoreException {
        database.write(
                "finish_import",
                () -> "conclude the import of " + source,
                handle -> CONCLUDE.update(handle)
                        .bind("path", source)
                        .bind("content", fingerprints.content().orElse(null))
                        .bind("tags", fingerprints.tags().orElse(null))
                        .execute());
    }

    private static final Sql SOURCES =
            Sql.of("SELECT path FROM import_sources WHERE path > :last ORDER BY path LIMIT :more");

    @Override
    public Page<String> sources(PageRequest page) throws StoreException {
        return database.read(
                "list_import_sources",
                () -> "list the sources of imports",
                handle -> Page.ofFetched(
                        SOURCES.query(handle)
                                .bind("last", PageStart.text(page))
                                .bind("more", page.limit() + 1L)
                                .map((row, context) -> row.getString(1))
                                .list(),
                        page.limit()));
    }

    @Override
    public Set<Digest> manifests(RepositoryName repository) throws StoreException {
        return database.read(
                "list_imported_manifests", () -> "list the manifests imported to " + repository, handle -> {
                    Set<Digest> manifests = new HashSet<>();
                    items.names(handle, repository, ImportItems.MANIFEST)
                            .forEach(name -> manifests.add(DigestBytes.parse(name)));
                    return manifests;
                });
    }

    /** Here, other than in what requests do, whole tables are read. */
    private static final Sql SCANS = Sql.of("SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = on");

    private static final Sql COUNTS = Sql.of("""
        SELECT (SELECT count(*) FROM repositories), (SELECT count(*) FROM manifests), (SELECT count(*) FROM tags),
            (SELECT count(*) FROM blob_links), (SELECT count(*) FROM blobs)
        """);

    @Override
    public StoredCounts counts() throws StoreException {
        return database.read(
                "count_content",
                () -> "count the content",
                handle -> handle.inTransaction(transaction -> {
                    SCANS.update(transaction).execute();
                    return COUNTS.query(transaction)
                            .map((row, context) -> new StoredCounts(
                                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                            .one();
                }));
    }
}
