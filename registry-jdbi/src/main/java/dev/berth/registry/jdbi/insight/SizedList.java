package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.insight.SizeRows.Home;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SizedRepository;
import dev.berth.registry.spi.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Several repositories with their sizes: one statement for each partition, and one count for each that is behind. */
final class SizedList {
    private final Database database;
    private final SizeCount count;

    SizedList(Database database) {
        this.database = database;
        this.count = new SizeCount(database);
    }

    private record Row(Home home, RepositoryDetails details, long size, boolean isCurrent) {}

    private static final PerPartition SIZED =
            PerPartition.of(Template.of("""
                SELECT r.bucket, r.path, r.created, r.renamed, {published}, r.id, coalesce(s.size, 0),
                       coalesce(s.complete, true) AND NOT EXISTS (SELECT FROM tag_changes c WHERE c.repository = r.id)
                FROM repositories r LEFT JOIN repository_sizes s ON s.repository = r.id
                WHERE r.path = ANY (:paths) AND r.bucket = {b}
                """).with("published", InsightRows.PUBLISHED));

    List<SizedRepository> of(List<RepositoryName> names) throws StoreException {
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> paths = names.stream().map(RepositoryName::value).toList();
        List<Row> rows = new ArrayList<>();
        for (int bucket = 0; bucket < database.partitions().count(); bucket++) {
            Sql statement = SIZED.in(bucket);
            rows.addAll(database.read(
                    "list_sizes",
                    () -> "find the sizes of repositories",
                    handle -> statement
                            .query(handle)
                            .bindArray("paths", String.class, paths)
                            .map((row, context) -> row(row))
                            .list()));
        }
        List<SizedRepository> sized = new ArrayList<>();
        for (Row row : rows) {
            long size = row.isCurrent() ? row.size() : count.current(row.home()).orElse(0);
            sized.add(new SizedRepository(row.details(), size));
        }
        sized.sort(Comparator.comparing(SizedRepository::name));
        return List.copyOf(sized);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Home(row.getLong(6), row.getInt(1)), InsightRows.details(row), row.getLong(7), row.getBoolean(8));
    }
}
