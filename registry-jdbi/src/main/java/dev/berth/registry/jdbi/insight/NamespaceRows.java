package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.model.NamespaceFigures;
import dev.berth.registry.model.NamespaceFigures.SizedNamespace;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SizePosition;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.NamespaceStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Sizes of what is at and below paths: the distinct layers of repositories whose changes were counted. A sum is kept
 * with a mark, which is another one whenever the layers of one of the repositories are, or the repositories.
 */
final class NamespaceRows implements NamespaceStore {
    /** Behind every path: no name has this character. */
    private static final String END = "~";

    private final Database database;
    private final PendingChanges pending;

    NamespaceRows(Database database, PendingChanges pending) {
        this.database = database;
        this.pending = pending;
    }

    private static final String MARK_OF_REPOSITORIES =
            "count(*) || ' ' || bit_xor(hashint8extended(r.id, coalesce(s.version, 0)))";

    private static final Sql MARK =
            Sql.of(Template.of("""
        SELECT x.mark, n.size FROM (
            SELECT {mark} AS mark
            FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
            WHERE {at or below}) x
        LEFT JOIN namespace_sizes n ON n.path = :path AND n.mark = x.mark
        """).with("mark", MARK_OF_REPOSITORIES).with("at or below", InsightRows.AT_OR_BELOW));

    /** The distinct layers of repositories whose changes were counted. */
    private static final String LAYERS = """
        SELECT DISTINCT l.digest, l.size
        FROM repositories r JOIN counted_layers l ON l.repository = r.id AND l.bucket = r.bucket
        WHERE {at or below}\
        """;

    /** A repository at or below the path of a row: 0 is the character behind the slash. */
    private static String atOrBelow(String row) {
        return "(r.path = {row}.path OR (r.path >= {row}.path || '/' AND r.path < {row}.path || '0'))"
                .replace("{row}", row);
    }

    private static final Sql SUM = Sql.of(Template.of("SELECT coalesce(sum(d.size), 0) FROM (\n{layers}) d\n")
            .with("layers", LAYERS)
            .with("at or below", InsightRows.AT_OR_BELOW));

    private static final Sql KEEP = Sql.of("""
        INSERT INTO namespace_sizes (path, mark, size) VALUES (:path, :mark, :size)
        ON CONFLICT (path) DO UPDATE SET mark = excluded.mark, size = excluded.size
        """);

    private record Marked(@Nullable String mark, OptionalLong size) {}

    @Override
    public OptionalLong size(RepositoryName path) throws StoreException {
        pending.countBelow(path);
        Marked marked =
                database.read("find_size_below", () -> "find the size below " + path, handle -> marked(handle, path));
        if (marked.mark() == null || marked.size().isPresent()) {
            return marked.size();
        }
        return OptionalLong.of(sum(path));
    }

    private static Marked marked(Handle handle, RepositoryName path) {
        return InsightRows.below(MARK.query(handle), path)
                .map((row, context) -> new Marked(row.getString(1), SizeRows.size(row, 2)))
                .one();
    }

    /** The kept value was read together with the mark: in one snapshot. */
    private long sum(RepositoryName path) throws StoreException {
        return database.write(
                "sum_size_below",
                () -> "add up the size below " + path,
                handle -> handle.inTransaction(SizeCount.SNAPSHOT, transaction -> {
                    String mark = marked(transaction, path).mark();
                    long size = InsightRows.below(SUM.query(transaction), path)
                            .mapTo(Long.class)
                            .one();
                    if (mark != null) {
                        KEEP.update(transaction)
                                .bind("path", path)
                                .bind("mark", mark)
                                .bind("size", size)
                                .execute();
                    }
                    return size;
                }));
    }

    private static final Sql FIGURES = Sql.of(Template.of("""
        SELECT count(*), coalesce(sum(s.tags), 0), coalesce(sum(s.size), 0)
        FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
        WHERE {at or below}
        """).with("at or below", InsightRows.AT_OR_BELOW));

    @Override
    public Optional<NamespaceFigures> figures(RepositoryName path) throws StoreException {
        OptionalLong size = size(path);
        return size.isPresent() ? Optional.of(figures(path, size.getAsLong())) : Optional.empty();
    }

    private NamespaceFigures figures(RepositoryName path, long size) throws StoreException {
        return database.read(
                "find_figures_below",
                () -> "find the figures below " + path,
                handle -> InsightRows.below(FIGURES.query(handle), path)
                        .map((row, context) ->
                                new NamespaceFigures(path, row.getLong(1), row.getLong(2), size, row.getLong(3)))
                        .one());
    }

    /**
     * Groups the repositories by the first segment behind the prefix. A group of one repository has its size; of the
     * others the sizes that are not kept under the mark are added up and kept, by the same statement: in one snapshot.
     */
    private static final Sql LARGEST = Sql.of(Template.of("""
        WITH child AS MATERIALIZED (
            SELECT :prefix || split_part(substr(r.path, length(:prefix) + 1), '/', 1) AS path,
                bool_or(strpos(substr(r.path, length(:prefix) + 1), '/') = 0) AS own, count(*) AS repositories,
                coalesce(sum(s.tags), 0) AS tags, coalesce(sum(s.size), 0) AS sum,
                coalesce(sum(u.pulls), 0) AS pulls, max(u.pushed) AS pushed,
                CASE WHEN count(*) > 1 THEN {mark} END AS mark
            FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
            LEFT JOIN usage u ON u.repository = r.id AND u.kind = 0
            WHERE r.path >= :prefix AND r.path < :end GROUP BY 1
        ), known AS MATERIALIZED (
            SELECT c.*, n.size FROM child c LEFT JOIN namespace_sizes n ON n.path = c.path AND n.mark = c.mark
        ), kept AS (
            INSERT INTO namespace_sizes (path, mark, size)
            SELECT k.path, k.mark, d.size FROM known k, LATERAL (
                SELECT coalesce(sum(d.size), 0) AS size FROM (
        {layers}) d) d
            WHERE k.size IS NULL AND k.mark IS NOT NULL ORDER BY k.path
            ON CONFLICT (path) DO UPDATE SET mark = excluded.mark, size = excluded.size
            RETURNING path, size
        )
        SELECT c.path, c.own, c.repositories, c.tags, c.size, c.sum, c.pulls, c.pushed FROM (
            SELECT c.path COLLATE "C" AS path, c.own, c.repositories, c.tags, c.sum, c.pulls, c.pushed,
                CASE WHEN c.mark IS NULL THEN c.sum ELSE coalesce(c.size, k.size) END AS size
            FROM known c LEFT JOIN kept k ON k.path = c.path) c
        WHERE c.size <= :size AND (c.size < :size OR c.path > :last)
        ORDER BY c.size DESC, c.path LIMIT :more
        """)
            .with("mark", MARK_OF_REPOSITORIES)
            .with("layers", LAYERS)
            .with("at or below", atOrBelow("k")));

    @Override
    public Page<SizedNamespace> largest(Optional<RepositoryName> below, int limit, Optional<SizePosition> after)
            throws StoreException {
        if (below.isPresent()) {
            pending.countBelow(below.get());
        } else {
            pending.countAll();
        }
        List<SizedNamespace> found = database.write(
                "list_largest_namespaces",
                () -> "list the largest namespaces",
                handle -> LARGEST.query(handle)
                        .bind("prefix", below.map(path -> path.value() + "/").orElse(""))
                        .bind("end", below.map(path -> path.value() + "0").orElse(END))
                        .bind("size", after.map(SizePosition::size).orElse(Long.MAX_VALUE))
                        .bind("last", after.map(SizePosition::name).orElse(""))
                        .bind("more", limit + 1L)
                        .map((row, context) -> namespace(row))
                        .list());
        return Page.ofFetched(found, limit);
    }

    private static SizedNamespace namespace(ResultSet row) throws SQLException {
        NamespaceFigures figures = new NamespaceFigures(
                new RepositoryName(row.getString(1)), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
        return new SizedNamespace(figures, row.getBoolean(2), row.getLong(7), TimeColumn.find(row, 8));
    }

    private static final Sql EXCLUSIVE =
            Sql.of(Template.of("""
        SELECT p.path, x.size FROM unnest(:paths) AS p (path), LATERAL (
            SELECT coalesce(sum(d.size), 0) AS size FROM (
        {layers}) d
            WHERE NOT EXISTS (
                SELECT FROM blob_holders h JOIN repositories o ON o.id = h.repository
                WHERE h.digest = d.digest AND h.bucket = get_byte(d.digest, 1) % :partitions
                  AND o.path <> p.path AND NOT starts_with(o.path, p.path || '/') OFFSET 0)) x
        """).with("layers", LAYERS).with("at or below", atOrBelow("p")));

    private record Exclusive(RepositoryName path, long size) {}

    @Override
    public Map<RepositoryName, Long> exclusive(Collection<RepositoryName> paths) throws StoreException {
        List<String> distinct =
                paths.stream().map(RepositoryName::value).distinct().toList();
        List<Exclusive> found = database.read(
                "sum_exclusive_sizes",
                () -> "add up the layers that " + distinct.size() + " namespaces have alone",
                handle -> EXCLUSIVE
                        .query(handle)
                        .bindArray("paths", String.class, distinct)
                        .bind("partitions", database.partitions().count())
                        .map((row, context) -> new Exclusive(new RepositoryName(row.getString(1)), row.getLong(2)))
                        .list());
        return found.stream().collect(Collectors.toMap(Exclusive::path, Exclusive::size));
    }
}
