package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.maintenance.DeletionHold;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.DeletionHoldStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Holds on deletions: a few rows, which each claim of deletions looks at. */
public final class DeletionHoldRows implements DeletionHoldStore {
    private final Database database;

    public DeletionHoldRows(Database database) {
        this.database = database;
    }

    private static final Sql HOLD = Sql.of("""
        WITH forgotten AS (
            DELETE FROM deletion_holds WHERE until < :forgotten AND name <> :name
        )
        INSERT INTO deletion_holds AS h (name, since, until) VALUES (:name, :now, :until)
        ON CONFLICT (name) DO UPDATE SET
            since = CASE WHEN h.until > excluded.since THEN h.since ELSE excluded.since END,
            until = GREATEST(h.until, excluded.until)
        RETURNING name, since, until
        """);

    @Override
    public DeletionHold hold(String name, Duration time) throws StoreException {
        Instant now = database.now();
        return database.write(
                "hold_deletions",
                () -> "hold deletions for " + name,
                handle -> HOLD.query(handle)
                        .bind("name", name)
                        .bind("now", now)
                        .bind("until", now.plus(time))
                        .bind("forgotten", now.minus(REMEMBERED))
                        .map((row, context) -> hold(row))
                        .one());
    }

    private static final Sql RELEASE =
            Sql.of("DELETE FROM deletion_holds WHERE name = :name RETURNING name, since, until");

    @Override
    public Optional<DeletionHold> release(String name) throws StoreException {
        return database.write(
                "release_deletions",
                () -> "release the hold " + name,
                handle -> RELEASE.query(handle)
                        .bind("name", name)
                        .map((row, context) -> hold(row))
                        .findOne());
    }

    private static final Sql LIST = Sql.of("SELECT name, since, until FROM deletion_holds ORDER BY name");

    @Override
    public List<DeletionHold> list() throws StoreException {
        return database.read(
                "list_holds",
                () -> "list the holds on deletions",
                handle -> LIST.query(handle).map((row, context) -> hold(row)).list());
    }

    private static DeletionHold hold(ResultSet row) throws SQLException {
        return new DeletionHold(row.getString(1), TimeColumn.read(row, 2), TimeColumn.read(row, 3));
    }
}
