package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryFigures;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositorySize;
import dev.berth.registry.model.SizePosition;
import dev.berth.registry.model.SizedRepository;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.FreedBytesStore;
import dev.berth.registry.spi.insight.NamespaceStore;
import dev.berth.registry.spi.insight.SizeStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Sizes of repositories. Changes that are not counted yet are counted first. */
final class SizeRows implements SizeStore, FreedBytesStore {
    private final Database database;
    private final SizeCount count;
    private final PendingChanges pending;
    private final NamespaceRows namespaces;
    private final FigureRows figures;
    private final SizedList sized;
    private final FreedBytes freed;

    SizeRows(Database database) {
        this.database = database;
        this.count = new SizeCount(database);
        this.pending = new PendingChanges(database, count);
        this.namespaces = new NamespaceRows(database, pending);
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

    static Home home(ResultSet row) throws SQLException {
        return new Home(row.getLong(1), row.getInt(2));
    }

    static OptionalLong size(ResultSet row, int column) throws SQLException {
        long size = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(size);
    }

    @Override
    public int count(int most) throws StoreException {
        return pending.count(most);
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
    public NamespaceStore namespaces() {
        return namespaces;
    }

    @Override
    public Page<RepositorySize> largest(int limit, Optional<SizePosition> after) throws StoreException {
        pending.countAll();
        return figures.largest(limit, after);
    }
}
