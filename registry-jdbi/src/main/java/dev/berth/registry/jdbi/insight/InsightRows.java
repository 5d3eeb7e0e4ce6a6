package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.FreedBytesStore;
import dev.berth.registry.spi.insight.InsightStore;
import dev.berth.registry.spi.insight.SearchStore;
import dev.berth.registry.spi.insight.SizeStore;
import dev.berth.registry.spi.insight.TagListStore;
import dev.berth.registry.spi.insight.UsageStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Repositories and their tags with details. */
public final class InsightRows implements InsightStore {
    private final Database database;
    private final TagListStore tags;
    private final SizeRows sizes;
    private final UsageStore usage;
    private final SearchStore search;

    public InsightRows(Database database) {
        this.database = database;
        this.tags = new TagListRows(database);
        this.sizes = new SizeRows(database);
        this.usage = new UsageRows(database);
        this.search = new SearchRows(database);
    }

    /** Both times are in the index by time: it is read backwards for one entry. */
    static final String PUBLISHED = """
        (SELECT GREATEST(t.created, t.updated) FROM tags_{b} t WHERE t.repository = r.id
         ORDER BY GREATEST(t.created, t.updated) DESC LIMIT 1)
        """;

    private static final PerPartition REPOSITORY =
            PerPartition.of(Template.of("""
                SELECT r.bucket, r.path, r.created, r.renamed, {published} FROM repositories r WHERE r.path = :path
                """).with("published", PUBLISHED));

    @Override
    public Optional<RepositoryDetails> repository(RepositoryName name) throws StoreException {
        return database.readIn(
                "find_repository",
                name,
                () -> "find repository " + name,
                (handle, bucket) -> REPOSITORY
                        .in(bucket)
                        .query(handle)
                        .bind("path", name)
                        .map((row, context) -> PartitionResult.of(row, Optional.of(details(row))))
                        .findFirst()
                        .orElse(PartitionResult.nowhere(Optional.empty())));
    }

    /** A repository at or below a path; {@code :from} and {@code :to} include what begins with the path and a slash. */
    static final String AT_OR_BELOW = "(r.path = :path OR (r.path >= :from AND r.path < :to))";

    /** Of one partition. */
    private static final PerPartition TAGGED =
            PerPartition.of(Template.of("""
        SELECT r.bucket, r.path, r.created, r.renamed, p.published
        FROM repositories r, LATERAL {published} AS p (published)
        WHERE {at or below} AND r.path > :last AND r.bucket = {b}
        ORDER BY r.path LIMIT :more
        """).with("published", PUBLISHED).with("at or below", AT_OR_BELOW));

    @Override
    public Page<RepositoryDetails> tagged(RepositoryName path, PageRequest page) throws StoreException {
        List<RepositoryDetails> found = new ArrayList<>();
        for (int bucket = 0; bucket < database.partitions().count(); bucket++) {
            Sql statement = TAGGED.in(bucket);
            found.addAll(database.read(
                    "list_tagged_repositories",
                    () -> "list repositories below " + path,
                    handle -> below(statement.query(handle), path)
                            .bind("last", PageStart.text(page))
                            .bind("more", page.limit() + 1L)
                            .map((row, context) -> details(row))
                            .list()));
        }
        List<RepositoryDetails> sorted = found.stream()
                .sorted(Comparator.comparing(RepositoryDetails::name))
                .limit(page.limit() + 1L)
                .toList();
        return Page.ofFetched(sorted, page.limit());
    }

    static Query below(Query query, RepositoryName path) {
        return query.bind("path", path).bind("from", path.value() + "/").bind("to", path.value() + "0");
    }

    static RepositoryDetails details(ResultSet row) throws SQLException {
        return new RepositoryDetails(
                new RepositoryName(row.getString(2)),
                TimeColumn.read(row, 3),
                TimeColumn.find(row, 4),
                TimeColumn.find(row, 5));
    }

    @Override
    public TagListStore tags() {
        return tags;
    }

    @Override
    public FreedBytesStore freedBytes() {
        return sizes;
    }

    @Override
    public SizeStore sizes() {
        return sizes;
    }

    @Override
    public UsageStore usage() {
        return usage;
    }

    @Override
    public SearchStore search() {
        return search;
    }
}
