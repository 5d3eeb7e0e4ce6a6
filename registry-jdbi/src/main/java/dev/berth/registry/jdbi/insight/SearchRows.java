package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.FoundTags;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.TagSearch;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.SearchStore;
import java.util.List;

/** Searches repositories; {@link TagSearchRows} searches tags. */
final class SearchRows implements SearchStore {
    private final Database database;
    private final TagSearchRows tags;

    SearchRows(Database database) {
        this.database = database;
        tags = new TagSearchRows(database);
    }

    @Override
    public FoundTags tags(TagSearch search) throws StoreException {
        return tags.find(search);
    }

    private static final Sql REPOSITORIES = Sql.of("""
        SELECT path FROM repositories WHERE path > :last AND position(:part IN path) > 0 ORDER BY path LIMIT :more
        """);

    @Override
    public Page<RepositoryName> repositories(String containing, PageRequest page) throws StoreException {
        List<RepositoryName> found = database.read(
                "search_repositories",
                () -> "search repositories",
                handle -> REPOSITORIES
                        .query(handle)
                        .bind("last", PageStart.text(page))
                        .bind("part", TagSearchRows.part(containing))
                        .bind("more", page.limit() + 1L)
                        .mapTo(RepositoryName.class)
                        .list());
        return Page.ofFetched(found, page.limit());
    }

    private static final Sql HOLDERS = Sql.of("""
        SELECT r.path FROM (
            SELECT repository FROM manifests
            WHERE substr(digest, 2, 8) = substr(CAST(:digest AS bytea), 2, 8) AND digest = :digest
            UNION
            SELECT repository FROM blob_holders WHERE digest = :digest AND bucket = :bucket) h
        JOIN repositories r ON r.id = h.repository
        WHERE r.path > :last ORDER BY r.path LIMIT :more
        """);

    @Override
    public Page<RepositoryName> holders(Digest digest, PageRequest page) throws StoreException {
        List<RepositoryName> found = database.read(
                "search_holders",
                () -> "search the holders of " + digest,
                handle -> HOLDERS.query(handle)
                        .bind("digest", digest)
                        .bind("bucket", database.partitions().of(digest))
                        .bind("last", PageStart.text(page))
                        .bind("more", page.limit() + 1L)
                        .mapTo(RepositoryName.class)
                        .list());
        return Page.ofFetched(found, page.limit());
    }
}
