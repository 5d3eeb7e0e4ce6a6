package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.model.DayUsage;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryUsage;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.UsageBatch;
import dev.berth.registry.spi.insight.UsageItem;
import dev.berth.registry.spi.insight.UsageStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers questions about pulls and pushes; {@link UsageWrites} adds them. */
final class UsageRows implements UsageStore {
    private final Database database;
    private final UsageWrites writes;

    UsageRows(Database database) {
        this.database = database;
        writes = new UsageWrites(database);
    }

    @Override
    public boolean add(UsageBatch batch) throws StoreException {
        return writes.add(batch);
    }

    @Override
    public int expire(LocalDate before, int most) throws StoreException {
        return writes.expire(before, most);
    }

    private static final Sql FIRST_DAY = Sql.of("SELECT min(day) FROM usage_days");

    @Override
    public Optional<LocalDate> recordedSince() throws StoreException {
        return database.read(
                "find_first_day",
                () -> "find the first day of recorded usage",
                handle -> FIRST_DAY
                        .query(handle)
                        .map((row, context) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                        .one());
    }

    /** The pushes of tags and manifests are those of their rows. Each item is looked up by itself. */
    private static final PerPartition FIND = PerPartition.of("""
        SELECT r.bucket, w.place, coalesce(u.pulls, 0), coalesce(t.pushes, m.pushes, u.pushes, 0), u.pulled,
            coalesce(t.updated, m.pushed, u.pushed), u.used
        FROM repositories r CROSS JOIN unnest(:kinds, :names) WITH ORDINALITY AS w (kind, name, place)
        LEFT JOIN LATERAL (
            SELECT x.pulls, x.pushes, x.pulled, x.pushed, x.used FROM usage x
            WHERE x.repository = r.id AND x.kind = w.kind AND x.name = w.name OFFSET 0) u ON true
        LEFT JOIN LATERAL (
            SELECT x.pushes, x.updated FROM tags_{b} x
            WHERE x.repository = r.id AND x.bucket = {b} AND x.pushes > 0
              AND x.name = CASE WHEN w.kind = 1 THEN convert_from(w.name, 'UTF8') END OFFSET 0) t ON true
        LEFT JOIN LATERAL (
            SELECT x.pushes, x.pushed FROM manifests_{b} x
            WHERE x.repository = r.id AND x.bucket = {b} AND x.pushes > 0
              AND x.digest = CASE WHEN w.kind = 2 THEN w.name END OFFSET 0) m ON true
        WHERE r.path = :path AND (u.pulls IS NOT NULL OR t.pushes IS NOT NULL OR m.pushes IS NOT NULL)
        UNION ALL
        SELECT bucket, 0, 0, 0, NULL, NULL, NULL FROM repositories WHERE path = :path
        """);

    @Override
    public Optional<Map<UsageItem, Usage>> find(RepositoryName repository, Collection<UsageItem> items)
            throws StoreException {
        List<UsageItem> asked = List.copyOf(items);
        return database.readIn("find_usage", repository, () -> "find the usage of " + repository, (handle, bucket) -> {
            PartitionResult<List<Row>> found = PartitionResult.all(
                    FIND.in(bucket)
                            .query(handle)
                            .bind("path", repository)
                            .bindArray(
                                    "kinds",
                                    Short.class,
                                    asked.stream().map(UsageKeys::kind).toList())
                            .bindArray(
                                    "names",
                                    byte[].class,
                                    asked.stream().map(UsageKeys::name).toList()),
                    UsageRows::row);
            return found.map(rows -> found.home().isPresent() ? Optional.of(byItem(rows, asked)) : Optional.empty());
        });
    }

    /** An item by its place among those asked for. */
    private record Row(int place, Usage usage) {}

    /** The place 0 stands for the repository. */
    private static Optional<Row> row(ResultSet row) throws SQLException {
        int place = row.getInt(2);
        return place == 0
                ? Optional.empty()
                : Optional.of(new Row(
                        place,
                        new Usage(
                                row.getLong(3),
                                row.getLong(4),
                                TimeColumn.find(row, 5),
                                TimeColumn.find(row, 6),
                                TimeColumn.find(row, 7))));
    }

    private static Map<UsageItem, Usage> byItem(List<Row> rows, List<UsageItem> asked) {
        Map<UsageItem, Usage> found = new HashMap<>();
        rows.forEach(row -> found.put(asked.get(row.place() - 1), row.usage()));
        return found;
    }

    private static final Sql DAYS = Sql.of("""
        SELECT d.day, d.pulls, d.pushes FROM repositories r LEFT JOIN usage_days d ON d.repository = r.id
            AND d.day BETWEEN CAST(:first AS date) AND CAST(:last AS date)
        WHERE r.path = :path ORDER BY d.day
        """);

    @Override
    public Optional<List<DayUsage>> days(RepositoryName repository, LocalDate first, LocalDate last)
            throws StoreException {
        List<Optional<DayUsage>> rows = database.read(
                "list_usage_by_day",
                () -> "list the usage of " + repository + " by day",
                handle -> DAYS.query(handle)
                        .bind("path", repository)
                        .bind("first", first.toString())
                        .bind("last", last.toString())
                        .map((row, context) -> day(row))
                        .list());
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream().flatMap(Optional::stream).toList());
    }

    private static Optional<DayUsage> day(ResultSet row) throws SQLException {
        LocalDate day = row.getObject(1, LocalDate.class);
        return day == null ? Optional.empty() : Optional.of(new DayUsage(day, row.getLong(2), row.getLong(3)));
    }

    private static final PerPartition UNUSED = PerPartition.of("""
        SELECT r.bucket, t.name FROM repositories r LEFT JOIN LATERAL (
            SELECT t.name FROM tags_{b} t LEFT JOIN usage u
                ON u.repository = t.repository AND u.kind = 1 AND u.name = convert_to(t.name, 'UTF8')
            WHERE t.repository = r.id AND t.name > :last AND GREATEST(t.created, t.updated) < :since
              AND (u.used IS NULL OR u.used < :since)
            ORDER BY t.name LIMIT :more) t ON true
        WHERE r.path = :path ORDER BY t.name
        """);

    @Override
    public Optional<Page<Tag>> unusedTags(RepositoryName repository, Instant since, PageRequest page)
            throws StoreException {
        return database.readIn(
                "list_unused_tags", repository, () -> "list unused tags of " + repository, (handle, bucket) -> {
                    PartitionResult<List<Tag>> fetched = PartitionResult.all(
                            UNUSED.in(bucket)
                                    .query(handle)
                                    .bind("path", repository)
                                    .bind("last", PageStart.text(page))
                                    .bind("since", since)
                                    .bind("more", page.limit() + 1L),
                            row -> Optional.ofNullable(row.getString(2)).map(Tag::new));
                    return PartitionResult.page(fetched, page.limit());
                });
    }

    private static final Sql MOST_PULLED = Sql.of("""
        SELECT r.path, d.pulls, d.pushes FROM (
            SELECT repository, sum(pulls) AS pulls, sum(pushes) AS pushes FROM usage_days
            WHERE day >= CAST(:first AS date) GROUP BY repository HAVING sum(pulls) > 0) d
        JOIN repositories r ON r.id = d.repository
        ORDER BY d.pulls DESC, r.path LIMIT :most
        """);

    @Override
    public List<RepositoryUsage> mostPulled(LocalDate first, int most) throws StoreException {
        return database.read(
                "list_most_pulled",
                () -> "list the repositories with most pulls",
                handle -> MOST_PULLED
                        .query(handle)
                        .bind("first", first.toString())
                        .bind("most", most)
                        .map((row, context) -> new RepositoryUsage(
                                new RepositoryName(row.getString(1)), row.getLong(2), row.getLong(3)))
                        .list());
    }
}
