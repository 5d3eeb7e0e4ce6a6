package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.model.TagQuery.Side;
import dev.berth.registry.spi.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Parts of the tags of a repository: one statement, which reads as many tags as it answers, and what these need. */
final class TagList {
    private final Database database;

    TagList(Database database) {
        this.database = database;
    }

    /**
     * The size of a tag is added up here, for the tags of the answer only: everything their manifests need, each digest
     * once for each manifest. UNION ends the walk where an index lists what was reached before. OFFSET 0 keeps look-ups
     * what they are, also in a plan that was made for empty tables (docs/decisions/0017).
     */
    private static final String LIST = """
        WITH RECURSIVE repo AS (
            SELECT id, bucket FROM repositories WHERE path = :path
        ), chosen AS MATERIALIZED (
            SELECT t.name, t.digest, t.kind, t.created, t.updated, GREATEST(t.created, t.updated) AS published
            FROM tags_{b} t WHERE t.repository = (SELECT id FROM repo){beyond}{filters}
            ORDER BY {order} LIMIT :more
        ), reached (root, digest, target) AS (
            SELECT DISTINCT c.digest, c.digest, 1::smallint FROM chosen c
            UNION
            SELECT w.root, f.digest, f.target FROM reached w, LATERAL (
                SELECT m.id FROM manifests_{b} m
                WHERE m.repository = (SELECT id FROM repo) AND m.digest = w.digest OFFSET 0) m, LATERAL (
                SELECT r.digest, r.target FROM manifest_references_{b} r WHERE r.manifest = m.id OFFSET 0) f
            WHERE w.target = 1
        ), needed AS (
            SELECT DISTINCT root, digest FROM reached
        ), sizes AS (
            SELECT n.root, sum(coalesce(
                (SELECT octet_length(m.payload) FROM manifests_{b} m
                 WHERE m.repository = (SELECT id FROM repo) AND m.digest = n.digest),
                (SELECT l.size FROM blob_links_{b} l
                 WHERE l.repository = (SELECT id FROM repo) AND l.digest = n.digest))) AS size
            FROM needed n GROUP BY n.root
        )
        SELECT repo.bucket, c.name, c.digest, c.media_type, c.config, c.size, c.created, c.updated, {behind}, c.kind
        FROM repo LEFT JOIN (
            SELECT c.name, c.digest, m.media_type, m.config, s.size, c.created, c.updated, c.published, c.kind
            FROM chosen c JOIN sizes s ON s.root = c.digest, LATERAL (
                SELECT m.media_type, m.config FROM manifests_{b} m
                WHERE m.repository = (SELECT id FROM repo) AND m.digest = c.digest OFFSET 0) m) c ON true
        ORDER BY {order of answer}
        """;

    /** True when there are tags on the other side of the start, or at it. */
    private static final String BEHIND =
            "EXISTS (SELECT FROM tags_{b} t WHERE t.repository = repo.id AND NOT ({start}){filters}) AS behind";

    /** The statement depends on these; there are few combinations. */
    private record Form(
            Order order, boolean ascending, boolean hasStart, boolean isFiltered, boolean isExact, boolean isOfKind) {
        static Form of(TagQuery query) {
            return new Form(
                    query.order(),
                    query.descending() == isBackward(query),
                    query.start().isPresent(),
                    !query.containing().isEmpty(),
                    query.exact().isPresent(),
                    query.kind().isPresent());
        }

        PerPartition statement() {
            String start = switch (order) {
                case NAME -> name("t.") + " > :name";
                case PUBLISHED -> "(GREATEST(t.created, t.updated), " + name("t.") + ") > (:published, :name)";
                case KIND -> "(t.kind, " + name("t.") + ") > (:kind, :name)";
            };
            String beyond = ascending ? start : start.replace('>', '<');
            return PerPartition.of(Template.of(LIST)
                    .with("behind", hasStart ? BEHIND.replace("{start}", beyond) : "false")
                    .with("beyond", hasStart ? " AND " + beyond : "")
                    .with("filters", filters())
                    .with("order", order("GREATEST(t.created, t.updated)", "t.kind", name("t.")))
                    .with("order of answer", order("c.published", "c.kind", name("c."))));
        }

        /** A page, with each order, start and filter. */
        static List<Form> every() {
            List<Form> forms = new ArrayList<>();
            for (Order order : Order.values()) {
                for (int bits = 0; bits < 32; bits++) {
                    forms.add(new Form(
                            order,
                            (bits & 16) == 0,
                            (bits & 8) != 0,
                            (bits & 4) != 0,
                            (bits & 2) != 0,
                            (bits & 1) != 0));
                }
            }
            return forms;
        }

        /** The indexes over times and kinds have the names by this collation (docs/decisions/0410). */
        private String name(String of) {
            return order == Order.NAME && !isOfKind ? of + "name" : of + "name COLLATE \"POSIX\"";
        }

        private String filters() {
            return (isFiltered ? " AND position(:part IN t.name) > 0" : "")
                    + (isExact ? " AND t.name = :exact" : "")
                    + (isOfKind ? " AND t.kind = :only" : "");
        }

        private String order(String published, String kind, String name) {
            String direction = ascending ? "" : " DESC";
            String first = switch (order) {
                case NAME -> "";
                case PUBLISHED -> published + direction + ", ";
                case KIND -> kind + direction + ", ";
            };
            return first + name + direction;
        }
    }

    private static final Map<Form, PerPartition> STATEMENTS =
            Form.every().stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Form::statement));

    /** Tags before a start are read away from it. */
    private static boolean isBackward(TagQuery query) {
        return query.start().filter(start -> start.side() == Side.BEFORE).isPresent();
    }

    private record Row(Optional<TagDetails> tag, boolean behind) {}

    Optional<Slice<TagDetails>> list(RepositoryName repository, TagQuery query) throws StoreException {
        return database.readIn("list_tag_details", repository, () -> "list tags of " + repository, (handle, bucket) -> {
            PartitionResult<List<Row>> fetched = fetch(handle, bucket, repository, query);
            return fetched.map(rows -> fetched.home().isPresent() ? Optional.of(slice(rows, query)) : Optional.empty());
        });
    }

    private static PartitionResult<List<Row>> fetch(
            Handle handle, int bucket, RepositoryName repository, TagQuery query) throws SQLException {
        Query list = Objects.requireNonNull(STATEMENTS.get(Form.of(query)))
                .in(bucket)
                .query(handle)
                .bind("path", repository)
                .bind("more", query.limit() + 1L);
        if (query.start().isPresent()) {
            TagQuery.Start start = query.start().get();
            list.bind("name", PageStart.text(PageRequest.after(start.name(), query.limit())));
            if (start.published().isPresent()) {
                list.bind("published", start.published().get());
            }
            if (start.kind().isPresent()) {
                list.bind("kind", start.kind().get().value());
            }
        }
        if (!query.containing().isEmpty()) {
            list.bind("part", part(query.containing()));
        }
        if (query.exact().isPresent()) {
            list.bind("exact", query.exact().get());
        }
        if (query.kind().isPresent()) {
            list.bind("only", query.kind().get().value());
        }
        return PartitionResult.all(list, row -> Optional.of(new Row(tag(row), row.getBoolean(9))));
    }

    /** No tag contains a slash: nor text that PostgreSQL would refuse. */
    private static String part(String text) {
        return text.chars().allMatch(c -> c > 0 && c < 128) ? text : "/";
    }

    private static Optional<TagDetails> tag(ResultSet row) throws SQLException {
        String name = row.getString(2);
        if (name == null) {
            return Optional.empty();
        }
        return Optional.of(new TagDetails(
                new Tag(name),
                DigestBytes.parse(row.getBytes(3)),
                new MediaType(row.getString(4)),
                Optional.ofNullable(row.getBytes(5)).map(DigestBytes::parse),
                new ArtifactKind(row.getString(10)),
                row.getLong(6),
                TimeColumn.read(row, 7),
                TimeColumn.read(row, 8)));
    }

    private static Slice<TagDetails> slice(List<Row> rows, TagQuery query) {
        boolean behind = rows.get(0).behind();
        List<TagDetails> tags = new ArrayList<>();
        rows.forEach(row -> row.tag().ifPresent(tags::add));
        boolean ahead = tags.size() > query.limit();
        List<TagDetails> items = new ArrayList<>(ahead ? tags.subList(0, query.limit()) : tags);
        if (isBackward(query)) {
            Collections.reverse(items);
            return new Slice<>(items, ahead, behind);
        }
        return new Slice<>(items, behind, ahead);
    }
}
