package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.insight.SizeRows.Home;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Counts the changes of tags of several repositories that are not counted yet. */
final class PendingChanges {
    private static final int BATCH = 100;

    private final Database database;
    private final SizeCount count;

    PendingChanges(Database database, SizeCount count) {
        this.database = database;
        this.count = count;
    }

    private static final Sql CHANGED = Sql.of("""
        SELECT r.id, r.bucket FROM (SELECT DISTINCT repository FROM tag_changes ORDER BY repository LIMIT :most) c
        JOIN repositories r ON r.id = c.repository
        """);

    /** Counts those of a number of repositories; returns the number of these with changes. */
    int count(int most) throws StoreException {
        List<Home> changed = database.read(
                "find_tag_changes",
                () -> "look for changes of tags",
                handle -> homes(CHANGED.query(handle).bind("most", most)));
        for (Home repository : changed) {
            count.count(repository);
        }
        return changed.size();
    }

    private static final Sql INCOMPLETE = Sql.of("""
        SELECT r.id, r.bucket FROM repository_sizes s JOIN repositories r ON r.id = s.repository
        WHERE NOT s.complete ORDER BY r.id
        """);

    /** Counts those of all repositories, and repositories again of which content was missing. */
    void countAll() throws StoreException {
        while (count(BATCH) == BATCH) {
            // until every change is counted
        }
        countEach(database.read(
                "find_incomplete_sizes", () -> "look for incomplete sizes", handle -> homes(INCOMPLETE.query(handle))));
    }

    /** Two queries: an alternative of both is checked for each repository by itself. */
    private static final Sql BEHIND = Sql.of(Template.of("""
        SELECT r.id, r.bucket FROM repositories r
        WHERE {at or below} AND EXISTS (SELECT FROM tag_changes c WHERE c.repository = r.id)
        UNION
        SELECT r.id, r.bucket FROM repository_sizes s JOIN repositories r ON r.id = s.repository
        WHERE NOT s.complete AND {at or below}
        ORDER BY 1
        """).with("at or below", InsightRows.AT_OR_BELOW));

    /** The same for the repositories at and below a path. */
    void countBelow(RepositoryName path) throws StoreException {
        countEach(database.read(
                "find_changes_below",
                () -> "look for changes below " + path,
                handle -> homes(InsightRows.below(BEHIND.query(handle), path))));
    }

    private void countEach(List<Home> repositories) throws StoreException {
        for (Home repository : repositories) {
            count.current(repository);
        }
    }

    private static List<Home> homes(Query query) {
        return query.map((row, context) -> SizeRows.home(row)).list();
    }
}
