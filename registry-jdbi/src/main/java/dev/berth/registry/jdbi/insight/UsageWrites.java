package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.UsageBatch;
import dev.berth.registry.spi.insight.UsageBatch.Count;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Adds pulls and pushes: a batch is one statement, which adds nothing when it is sent again. */
final class UsageWrites {
    private final Database database;

    UsageWrites(Database database) {
        this.database = database;
    }

    /**
     * Rows are added to in the order of their keys, as in every other batch. Counts under a name that was given up
     * since belong to the renamed repository, as long as the rename is known.
     */
    private static final Sql ADD = Sql.of("""
        WITH turn AS (
            INSERT INTO usage_nodes AS n (node, batch, added) VALUES (CAST(:node AS uuid), :batch, :now)
            ON CONFLICT (node) DO UPDATE SET batch = excluded.batch, added = excluded.added WHERE n.batch < excluded.batch
            RETURNING batch
        ), counts AS MATERIALIZED (
            SELECT COALESCE(r.id, moved.id) AS id, c.kind, c.name, CAST(c.day AS date) AS day, c.pulls, c.pushes,
                CAST(c.pulled AS timestamptz) AS pulled, CAST(c.pushed AS timestamptz) AS pushed,
                CAST(c.used AS timestamptz) AS used
            FROM turn, unnest(:paths, :kinds, :names, :days, :pulls, :pushes, :pulled, :pushed, :used)
                AS c (path, kind, name, day, pulls, pushes, pulled, pushed, used)
            LEFT JOIN repositories r ON r.path = c.path
            LEFT JOIN LATERAL (
                SELECT n.id FROM rename_leases l
                JOIN repositories n ON n.path = l.target || substr(c.path, length(l.source) + 1)
                WHERE r.id IS NULL AND l.done AND starts_with(c.path || '/', l.source || '/')
                ORDER BY l.until DESC LIMIT 1) moved ON true
            WHERE r.id IS NOT NULL OR moved.id IS NOT NULL
        ), items AS (
            INSERT INTO usage AS u (repository, kind, name, pulls, pushes, pulled, pushed, used)
            SELECT id, kind, name, sum(pulls), sum(pushes), max(pulled), max(pushed), max(used)
            FROM counts GROUP BY id, kind, name ORDER BY id, kind, name
            ON CONFLICT (repository, kind, name) DO UPDATE SET
                pulls = u.pulls + excluded.pulls, pushes = u.pushes + excluded.pushes,
                pulled = GREATEST(u.pulled, excluded.pulled), pushed = GREATEST(u.pushed, excluded.pushed),
                used = GREATEST(u.used, excluded.used)
        ), days AS (
            INSERT INTO usage_days AS d (repository, day, pulls, pushes)
            SELECT id, day, sum(pulls), sum(pushes)
            FROM counts WHERE kind = 0 AND (pulls > 0 OR pushes > 0) GROUP BY id, day ORDER BY id, day
            ON CONFLICT (repository, day) DO UPDATE SET
                pulls = d.pulls + excluded.pulls, pushes = d.pushes + excluded.pushes
        )
        SELECT EXISTS (SELECT FROM turn)
        """);

    boolean add(UsageBatch batch) throws StoreException {
        List<Count> counts = batch.counts();
        return database.write(
                "add_usage",
                () -> "add the usage of " + counts.size() + " items",
                handle -> bind(ADD.query(handle), counts)
                        .bind("node", batch.node().toString())
                        .bind("batch", batch.number())
                        .bind("now", database.now())
                        .mapTo(Boolean.class)
                        .one());
    }

    private static Query bind(Query add, List<Count> counts) {
        return add.bindArray(
                        "paths",
                        String.class,
                        all(counts, count -> count.repository().value()))
                .bindArray("kinds", Short.class, all(counts, count -> UsageKeys.kind(count.item())))
                .bindArray("names", byte[].class, all(counts, count -> UsageKeys.name(count.item())))
                .bindArray(
                        "days", String.class, all(counts, count -> count.day().toString()))
                .bindArray(
                        "pulls", Long.class, all(counts, count -> count.usage().pulls()))
                .bindArray(
                        "pushes", Long.class, all(counts, count -> count.usage().pushes()))
                .bindArray("pulled", String.class, times(counts, Usage::pulled))
                .bindArray("pushed", String.class, times(counts, Usage::pushed))
                .bindArray("used", String.class, times(counts, Usage::used));
    }

    private static <T> List<T> all(List<Count> counts, Function<Count, T> part) {
        return counts.stream().map(part).toList();
    }

    private static List<@Nullable String> times(List<Count> counts, Function<Usage, Optional<Instant>> time) {
        List<@Nullable String> times = new ArrayList<>();
        counts.forEach(count ->
                times.add(time.apply(count.usage()).map(Instant::toString).orElse(null)));
        return times;
    }

    private static final Sql EXPIRE_DAYS = Sql.of("""
        DELETE FROM usage_days d USING (
            SELECT repository, day FROM usage_days WHERE day < CAST(:before AS date)
            ORDER BY repository, day LIMIT :most FOR UPDATE) x
        WHERE d.repository = x.repository AND d.day = x.day
        """);

    private static final Sql EXPIRE_ITEMS = Sql.of("""
        DELETE FROM usage u USING (
            SELECT u.repository, u.kind, u.name FROM usage u JOIN repositories r ON r.id = u.repository
            WHERE u.kind <> 0 AND u.used < CAST(CAST(:before AS text) AS timestamptz)
              AND CASE u.kind
                  WHEN 1 THEN NOT EXISTS (
                      SELECT FROM tags t WHERE t.repository = r.id AND t.bucket = r.bucket
                        AND t.name = convert_from(u.name, 'UTF8'))
                  ELSE NOT EXISTS (
                      SELECT FROM manifests m WHERE m.repository = r.id AND m.bucket = r.bucket AND m.digest = u.name)
                  END
            ORDER BY u.repository, u.kind, u.name LIMIT :most FOR UPDATE OF u) x
        WHERE u.repository = x.repository AND u.kind = x.kind AND u.name = x.name
        """);

    private static final Sql EXPIRE_NODES = Sql.of("""
        DELETE FROM usage_nodes WHERE added < CAST(CAST(:before AS text) AS timestamptz)
        """);

    int expire(LocalDate before, int most) throws StoreException {
        String midnight = before + " 00:00Z";
        return database.write("expire_usage", () -> "remove the usage before " + before, handle -> {
            EXPIRE_NODES.update(handle).bind("before", midnight).execute();
            int days = EXPIRE_DAYS
                    .update(handle)
                    .bind("before", before.toString())
                    .bind("most", most)
                    .execute();
            return days
                    + EXPIRE_ITEMS
                            .update(handle)
                            .bind("before", midnight)
                            .bind("most", most)
                            .execute();
        });
    }
}
