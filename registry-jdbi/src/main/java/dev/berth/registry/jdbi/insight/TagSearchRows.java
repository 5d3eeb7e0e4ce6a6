package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.Labels;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.jdbi.sql.UnusedTags;
import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.FoundTags;
import dev.berth.registry.model.FoundTags.FoundTag;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagSearch;
import dev.berth.registry.model.TagSearch.Annotation;
import dev.berth.registry.model.TagSearch.Position;
import dev.berth.registry.spi.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Searches tags (docs/decisions/0191): some are read in order, which fills a page when many match; otherwise all that
 * match are found by an index, if they are few.
 */
final class TagSearchRows {
    /** Tags read in order for a page. */
    private static final int READ = 1_000;

    /** Repositories they are read from. */
    private static final int REPOSITORIES = 2_000;

    /** Matches an index may find; more are not sorted. */
    private static final int FOUND = 5_000;

    /** Shorter texts have no trigram to look for. */
    private static final int SHORTEST_PART = 3;

    /** Behind every tag, and behind every path with the same beginning: no name has this character. */
    private static final String BEHIND = "~";

    private final Database database;

    TagSearchRows(Database database) {
        this.database = database;
    }

    /** The conditions that a search has; there are few combinations. */
    private record Form(boolean hasPart, boolean hasKind, boolean hasAnnotation, boolean isUnused) {
        static Form of(TagSearch search) {
            return new Form(
                    !search.tag().isEmpty(),
                    search.kind().isPresent(),
                    search.annotation().isPresent(),
                    search.unusedSince().isPresent());
        }

        static List<Form> every() {
            List<Form> forms = new ArrayList<>();
            for (int bits = 0; bits < 16; bits++) {
                forms.add(new Form((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0));
            }
            return forms;
        }

        boolean hasIndex() {
            return hasPart || hasAnnotation;
        }

        Sql inOrder() {
            return Sql.of(Template.of(IN_ORDER)
                    .with("of kind", ofKind())
                    .with("by kind", hasKind ? BY_KIND : "")
                    .with("matches", (hasPart ? PART : "true") + (hasAnnotation ? " AND " + ANNOTATED : "") + unused())
                    .with("within", WITHIN));
        }

        Sql byIndex() {
            Template found = hasAnnotation
                    ? Template.of(BY_ANNOTATION).with("of kind", ofKind()).with("part", hasPart ? " AND " + PART : "")
                    : Template.of(BY_PART).with("of kind", ofKind());
            return Sql.of(found.with("page of found", PAGE_OF_FOUND)
                    .with("unused", unused())
                    .with("within", WITHIN));
        }

        private String unused() {
            return isUnused ? " AND t.published < :unused AND " + UnusedTags.condition("t") : "";
        }

        private String ofKind() {
            return hasKind ? " AND t.kind = :kind" : "";
        }
    }

    /** The index over kinds has the names by this collation (docs/decisions/0410). */
    private static final String BY_KIND = " COLLATE \"POSIX\"";

    private static final String PART = "position(:part IN t.name) > 0";

    private static final String ANNOTATED = """
        EXISTS (
            SELECT FROM manifests m WHERE m.repository = t.repository AND m.digest = t.digest AND m.bucket = t.bucket
              AND m.labels @> ARRAY[CAST(:label AS uuid)])\
        """;

    /** At and below a path; the condition on the range is for the index, the empty path stands for all. */
    private static final String WITHIN = """
        path < :end AND (:below = '' OR path = :below OR starts_with(path, :below || '/'))
          AND position(:repository IN path) > 0\
        """;

    /**
     * Reads tags in order of repositories and names, and answers those that match; in the last row the position up to
     * which they were read, unless it is the end.
     */
    private static final String IN_ORDER = """
        WITH place AS MATERIALIZED (
            SELECT id, bucket, path FROM repositories
            WHERE path >= :path AND {within} ORDER BY path LIMIT :repositories
        ), read AS MATERIALIZED (
            SELECT r.path, t.* FROM (
                SELECT id, bucket, path FROM repositories
                WHERE path >= :path AND {within} ORDER BY path LIMIT :repositories) r,
            LATERAL (
                SELECT t.repository, t.bucket, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
                FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
                  AND t.name{by kind} > CASE WHEN r.path = :path THEN :tag ELSE '' END{of kind}
                ORDER BY t.name{by kind} LIMIT :read) t
            ORDER BY r.path, t.name LIMIT :read
        ), matching AS (
            SELECT t.path, t.name, t.digest, t.kind, t.published FROM read t WHERE {matches}
            ORDER BY t.path, t.name LIMIT :more
        ), reached AS (
            (SELECT path, name FROM read WHERE (SELECT count(*) FROM read) = :read ORDER BY path DESC, name DESC LIMIT 1)
            UNION ALL
            (SELECT path, NULL FROM place WHERE (SELECT count(*) FROM read) < :read
                AND (SELECT count(*) FROM place) = :repositories ORDER BY path DESC LIMIT 1)
        )
        SELECT path, name, digest, kind, published FROM matching
        UNION ALL
        SELECT path, name, NULL, NULL, NULL FROM reached
        """;

    /** Each match looks its repository up: few are found, of many repositories. */
    private static final String PAGE_OF_FOUND = """
        (SELECT r.path, t.name, t.digest, t.kind, t.published, CAST(NULL AS bigint)
         FROM found t, LATERAL (SELECT path FROM repositories WHERE id = t.repository AND {within} OFFSET 0) r
         WHERE (r.path, t.name) > (:path, :tag){unused}
         ORDER BY r.path, t.name LIMIT :more)\
        """;

    private static final String BY_PART = """
        WITH found AS MATERIALIZED (
            SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
            FROM tags t WHERE t.name LIKE :like{of kind} LIMIT :found
        )
        {page of found}
        UNION ALL
        SELECT NULL, NULL, NULL, NULL, NULL, (SELECT count(*) FROM found)
        """;

    private static final String BY_ANNOTATION = """
        WITH annotated AS MATERIALIZED (
            SELECT m.repository, m.digest, m.bucket FROM manifests m
            WHERE m.labels IS NOT NULL AND m.labels @> ARRAY[CAST(:label AS uuid)] LIMIT :found
        ), found AS MATERIALIZED (
            SELECT t.repository, t.name, t.digest, t.kind, GREATEST(t.created, t.updated) AS published
            FROM annotated a JOIN tags t
                ON t.repository = a.repository AND t.digest = a.digest AND t.bucket = a.bucket{of kind}{part}
            LIMIT :found
        )
        {page of found}
        UNION ALL
        SELECT NULL, NULL, NULL, NULL, NULL, GREATEST((SELECT count(*) FROM found), (SELECT count(*) FROM annotated))
        """;

    private static final Map<Form, Sql> IN_ORDERS =
            Form.every().stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Form::inOrder));
    private static final Map<Form, Sql> BY_INDEXES = Form.every().stream()
            .filter(Form::hasIndex)
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Form::byIndex));

    FoundTags find(TagSearch search) throws StoreException {
        return database.read("search_tags", () -> "search tags", handle -> find(handle, search));
    }

    private static FoundTags find(Handle handle, TagSearch search) {
        FoundTags read = inOrder(handle, search);
        boolean hasIndex = search.annotation().isPresent() || search.tag().length() >= SHORTEST_PART;
        if (read.next().isEmpty() || read.items().size() == search.limit() || !hasIndex) {
            return read;
        }
        return byIndex(handle, search).orElse(read);
    }

    /** A tag that was found, or, without one, the position up to which tags were read. */
    private record Row(Optional<FoundTag> tag, Optional<Position> reached, long found) {}

    private static FoundTags inOrder(Handle handle, TagSearch search) {
        Form form = Form.of(search);
        Query query = bind(Objects.requireNonNull(IN_ORDERS.get(form)).query(handle), search)
                .bind("repositories", REPOSITORIES)
                .bind("read", READ);
        if (form.hasPart()) {
            query.bind("part", part(search.tag()));
        }
        List<Row> rows = query.map((row, context) -> inOrder(row)).list();
        List<FoundTag> found = tags(rows);
        Optional<Position> next =
                rows.stream().flatMap(row -> row.reached().stream()).findFirst();
        return found.size() > search.limit() ? page(found, search.limit()) : new FoundTags(found, next);
    }

    private static Row inOrder(ResultSet row) throws SQLException {
        if (row.getBytes(3) != null) {
            return new Row(Optional.of(tag(row)), Optional.empty(), 0);
        }
        String name = Objects.requireNonNullElse(row.getString(2), BEHIND);
        return new Row(Optional.empty(), Optional.of(new Position(row.getString(1), name)), 0);
    }

    private static List<FoundTag> tags(List<Row> rows) {
        return rows.stream().flatMap(row -> row.tag().stream()).toList();
    }

    private static FoundTags page(List<FoundTag> found, int limit) {
        List<FoundTag> items = found.subList(0, Math.min(found.size(), limit));
        return new FoundTags(
                items, found.size() > limit ? Optional.of(items.get(limit - 1).position()) : Optional.empty());
    }

    /** Empty when it found too many to be all of them. */
    private static Optional<FoundTags> byIndex(Handle handle, TagSearch search) {
        Form form = Form.of(search);
        Query query = bind(Objects.requireNonNull(BY_INDEXES.get(form)).query(handle), search)
                .bind("found", FOUND + 1);
        if (form.hasPart()) {
            query.bind(
                    form.hasAnnotation() ? "part" : "like",
                    form.hasAnnotation() ? part(search.tag()) : like(search.tag()));
        }
        List<Row> rows = query.map((row, context) -> byIndex(row)).list();
        boolean isTooMany = rows.stream().anyMatch(row -> row.found() > FOUND);
        return isTooMany ? Optional.empty() : Optional.of(page(tags(rows), search.limit()));
    }

    private static Row byIndex(ResultSet row) throws SQLException {
        return row.getBytes(3) == null
                ? new Row(Optional.empty(), Optional.empty(), row.getLong(6))
                : new Row(Optional.of(tag(row)), Optional.empty(), 0);
    }

    private static Query bind(Query query, TagSearch search) {
        search.kind().ifPresent(kind -> query.bind("kind", kind.value()));
        search.annotation().ifPresent(annotation -> query.bind("label", label(annotation)));
        search.unusedSince().ifPresent(time -> query.bind("unused", time));
        String below = search.below().map(RepositoryName::value).orElse("");
        Position after = search.after()
                .filter(last -> last.repository().compareTo(below) >= 0)
                .orElse(new Position(below, ""));
        return query.bind("below", below)
                .bind("end", below + BEHIND)
                .bind("repository", part(search.repository()))
                .bind("path", PageStart.text(PageRequest.after(after.repository(), 1)))
                .bind("tag", PageStart.text(PageRequest.after(after.tag(), 1)))
                .bind("more", search.limit() + 1L);
    }

    private static String label(Annotation annotation) {
        return annotation.value().isPresent()
                ? Labels.of(annotation.key(), annotation.value().get())
                : Labels.of(annotation.key());
    }

    private static String like(String text) {
        return "%" + part(text).replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%") + "%";
    }

    /** No name of a repository or tag has a space: nor text that PostgreSQL would refuse. */
    static String part(String text) {
        return text.chars().allMatch(c -> c > 0 && c < 128) ? text : " ";
    }

    private static FoundTag tag(ResultSet row) throws SQLException {
        return new FoundTag(
                new RepositoryName(row.getString(1)),
                new Tag(row.getString(2)),
                DigestBytes.parse(row.getBytes(3)),
                new ArtifactKind(row.getString(4)),
                TimeColumn.read(row, 5));
    }
}
