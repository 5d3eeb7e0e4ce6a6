package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.NamespaceFigures;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryFigures;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositorySize;
import dev.berth.registry.model.SizePosition;
import dev.berth.registry.model.SizedRepository;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.FreedBytesStore;
import dev.berth.registry.spi.insight.SizeStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Sizes of repositories and of what is below a path. Changes that are not counted yet are counted first. */
final class SizeRows implements SizeStore, FreedBytesStore {
    private final Database database;
    private final SizeCount count;
    private final FigureRows figures;
    private final SizedList sized;
    private final FreedBytes freed;

    SizeRows(Database database) {
        this.database = database;
        this.count = new SizeCount(database);
        this.figures = new FigureRows(database);
        this.sized = new SizedList(database);
        this.freed = new FreedBytes(database);
    }

    /** A repository and its figure; without the latter it never had a tag. */
    private record Figure(Home home, OptionalLong size, boolean isCurrent) {}

    /** The place of a repository. */
    record Home(long id, int bucket) {}

    private static final Sql FIND = Sql.of("""
        SELECT r.id, r.bucket, s.size,
               coalesce(s.complete, true) AND NOT EXISTS (SELECT FROM tag_changes c WHERE c.repository = r.id)
        FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
        WHERE r.path = :path
        """);

    private Optional<Figure> find(RepositoryName repository) throws StoreException {
        return database.read(
                "find_size",
                () -> "find the size of " + repository,
                handle -> FIND.query(handle)
                        .bind("path", repository)
                        .map((row, context) -> new Figure(home(row), size(row, 3), row.getBoolean(4)))
                        .findFirst());
    }

    @Override
    public long ofRepositories(Collection<RepositoryName> repositories) throws StoreException {
        return freed.ofRepositories(repositories);
    }

    @Override
    public long ofTags(RepositoryName repository, Map<Digest, Long> tags) throws StoreException {
        Optional<Figure> found = find(repository);
        if (found.isEmpty()) {
            return 0;
        }
        if (!found.get().isCurrent()) {
            count.current(found.get().home());
        }
        return freed.of(found.get().home(), tags);
    }

    @Override
    public OptionalLong size(RepositoryName repository) throws StoreException {
        Optional<Figure> found = find(repository);
        if (found.isEmpty()) {
            return OptionalLong.empty();
        }
        return found.get().isCurrent()
                ? OptionalLong.of(found.get().size().orElse(0))
                : count.current(found.get().home());
    }

    private static final Sql BEHIND = Sql.of("""
        SELECT r.id, r.bucket FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
        WHERE (r.path = :path OR (r.path >= :from AND r.path < :to))
          AND (NOT coalesce(s.complete, true) OR EXISTS (SELECT FROM tag_changes c WHERE c.repository = r.id))
        ORDER BY r.id
        """);

    /** The mark is another one whenever the layers of one of the repositories are, or the repositories. */
    private static final Sql MARK = Sql.of("""
        SELECT x.mark, n.size FROM (
            SELECT md5(string_agg(r.id || ' ' || coalesce(s.version, 0), ',' ORDER BY r.id)) AS mark
            FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
            WHERE r.path = :path OR (r.path >= :from AND r.path < :to)) x
        LEFT JOIN namespace_sizes n ON n.path = :path AND n.mark = x.mark
        """);

    private static final Sql SUM = Sql.of("""
        SELECT coalesce(sum(d.size), 0) FROM (
            SELECT DISTINCT l.digest, l.size
            FROM repositories r JOIN counted_layers l ON l.repository = r.id AND l.bucket = r.bucket
            WHERE r.path = :path OR (r.path >= :from AND r.path < :to)) d
        """);

    private static final Sql KEEP = Sql.of("""
        INSERT INTO namespace_sizes (path, mark, size) VALUES (:path, :mark, :size)
        ON CONFLICT (path) DO UPDATE SET mark = excluded.mark, size = excluded.size
        """);

    private record Marked(@Nullable String mark, OptionalLong size) {}

    @Override
    public OptionalLong sizeBelow(RepositoryName path) throws StoreException {
        List<Home> behind = database.read(
                "find_changes_below",
                () -> "look for changes below " + path,
                handle -> InsightRows.below(BEHIND.query(handle), path)
                        .map((row, context) -> home(row))
                        .list());
        for (Home repository : behind) {
            count.current(repository);
        }
        Marked marked =
                database.read("find_size_below", () -> "find the size below " + path, handle -> marked(handle, path));
        if (marked.mark() == null || marked.size().isPresent()) {
            return marked.size();
        }
        return OptionalLong.of(sum(path));
    }

    private static Marked marked(Handle handle, RepositoryName path) {
        return InsightRows.below(MARK.query(handle), path)
                .map((row, context) -> new Marked(row.getString(1), size(row, 2)))
                .one();
    }

    private static Home home(ResultSet row) throws SQLException {
        return new Home(row.getLong(1), row.getInt(2));
    }

    private static OptionalLong size(ResultSet row, int column) throws SQLException {
        long size = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(size);
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

    private static final Sql CHANGED = Sql.of("""
        SELECT r.id, r.bucket FROM (SELECT DISTINCT repository FROM tag_changes ORDER BY repository LIMIT :most) c
        JOIN repositories r ON r.id = c.repository
        """);

    @Override
    public int count(int most) throws StoreException {
        List<Home> changed = database.read(
                "find_tag_changes",
                () -> "look for changes of tags",
                handle -> CHANGED.query(handle)
                        .bind("most", most)
                        .map((row, context) -> home(row))
                        .list());
        for (Home repository : changed) {
            count.count(repository);
        }
        return changed.size();
    }

    @Override
    public List<SizedRepository> sized(List<RepositoryName> names) throws StoreException {
        return sized.of(names);
    }

    @Override
    public Optional<RepositoryFigures> figures(RepositoryName repository) throws StoreException {
        return size(repository).isPresent() ? figures.of(repository) : Optional.empty();
    }

    @Override
    public Optional<NamespaceFigures> figuresBelow(RepositoryName path) throws StoreException {
        OptionalLong size = sizeBelow(path);
        return size.isPresent() ? Optional.of(figures.below(path, size.getAsLong())) : Optional.empty();
    }

    private static final int BATCH = 100;

    private static final Sql INCOMPLETE = Sql.of("""
        SELECT r.id, r.bucket FROM repository_sizes s JOIN repositories r ON r.id = s.repository
        WHERE NOT s.complete ORDER BY r.id
        """);

    @Override
    public Page<RepositorySize> largest(int limit, Optional<SizePosition> after) throws StoreException {
        while (count(BATCH) == BATCH) {
            // until every change is counted
        }
        List<Home> incomplete = database.read(
                "find_incomplete_sizes",
                () -> "look for incomplete sizes",
                handle -> INCOMPLETE
                        .query(handle)
                        .map((row, context) -> home(row))
                        .list());
        for (Home repository : incomplete) {
            count.current(repository);
        }
        return figures.largest(limit, after);
    }
}
