package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.maintenance.DailyFigures;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.DailyFigureStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Figures of the registry as a whole by day. Nodes that measure at the same time write the same row. */
public final class DailyFigureRows implements DailyFigureStore {
    private final Database database;

    public DailyFigureRows(Database database) {
        this.database = database;
    }

    /** The blobs and their holders are walked only if the condition holds. */
    private static final Sql MEASURE = Sql.of("""
        INSERT INTO daily_figures AS f (day, measured, repositories, blobs, bytes, shared, linked)
        SELECT CAST(:day AS date), CAST(:now AS timestamptz), (SELECT count(*) FROM repositories), b.blobs, b.bytes,
            b.shared, b.linked
        FROM (
            SELECT count(*) AS blobs, coalesce(sum(b.size), 0) AS bytes,
                coalesce(sum(b.size) FILTER (WHERE h.holders > 1), 0) AS shared,
                coalesce(sum(b.size * h.holders), 0) AS linked
            FROM blobs b LEFT JOIN (
                SELECT digest, count(*) AS holders FROM blob_holders GROUP BY digest) h ON h.digest = b.digest
            WHERE NOT b.lost) b
        WHERE NOT EXISTS (SELECT FROM daily_figures WHERE day = CAST(:day AS date) AND measured >= :before)
        ON CONFLICT (day) DO UPDATE SET measured = excluded.measured, repositories = excluded.repositories,
            blobs = excluded.blobs, bytes = excluded.bytes, shared = excluded.shared, linked = excluded.linked
        WHERE f.measured <= excluded.measured
        """);

    @Override
    public boolean measure(Instant before) throws StoreException {
        return database.write("measure_content", () -> "measure the content of the registry", handle -> {
            Instant now = database.now();
            return MEASURE.update(handle)
                            .bind(
                                    "day",
                                    now.atOffset(ZoneOffset.UTC).toLocalDate().toString())
                            .bind("now", now.toString())
                            .bind("before", before)
                            .execute()
                    > 0;
        });
    }

    private static final Sql DAYS = Sql.of("""
        SELECT day, f.measured, f.repositories, f.blobs, f.bytes, f.shared, f.linked, coalesce(u.pulls, 0), coalesce(u.pushes, 0)
        FROM (SELECT * FROM daily_figures WHERE day BETWEEN CAST(:first AS date) AND CAST(:last AS date)) f
        FULL JOIN (
            SELECT day, sum(pulls) AS pulls, sum(pushes) AS pushes FROM usage_days
            WHERE day BETWEEN CAST(:first AS date) AND CAST(:last AS date) GROUP BY day) u USING (day)
        ORDER BY day
        """);

    @Override
    public List<DailyFigures> days(LocalDate first, LocalDate last) throws StoreException {
        return database.read(
                "list_daily_figures",
                () -> "list the figures of the registry by day",
                handle -> DAYS.query(handle)
                        .bind("first", first.toString())
                        .bind("last", last.toString())
                        .map((row, context) -> day(row))
                        .list());
    }

    private static DailyFigures day(ResultSet row) throws SQLException {
        Optional<Instant> measured = TimeColumn.find(row, 2);
        Optional<DailyFigures.Content> content = measured.isEmpty()
                ? Optional.empty()
                : Optional.of(new DailyFigures.Content(
                        measured.get(),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)));
        LocalDate day = Objects.requireNonNull(row.getObject(1, LocalDate.class), "day");
        return new DailyFigures(day, content, row.getLong(8), row.getLong(9));
    }

    private static final Sql EXPIRE = Sql.of("DELETE FROM daily_figures WHERE day < CAST(:before AS date)");

    @Override
    public int expire(LocalDate before) throws StoreException {
        return database.write(
                "expire_daily_figures",
                () -> "remove the figures before " + before,
                handle ->
                        EXPIRE.update(handle).bind("before", before.toString()).execute());
    }
}
