package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.ImportClaim;
import dev.berth.registry.spi.migration.ImportFinding;
import dev.berth.registry.spi.migration.ImportRun;
import dev.berth.registry.spi.migration.ImportRunStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Runs of imports, and the end of a move. */
final class ImportRunRows implements ImportRunStore {
    private final Database database;
    private final ImportReviews reviews;

    ImportRunRows(Database database) {
        this.database = database;
        this.reviews = new ImportReviews(database);
    }

    private static final Sql BEGIN = Sql.of("""
        INSERT INTO import_runs (steps, started, noted, counts) VALUES (:steps, :now, :now, '') RETURNING id
        """);

    @Override
    public Optional<ImportClaim> begin(String steps) throws StoreException {
        Optional<ImportLock> lock = ImportLock.take(database);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try {
            long run = database.write(
                    "begin_import",
                    () -> "begin an import",
                    handle -> BEGIN.query(handle)
                            .bind("steps", steps)
                            .bind("now", database.now())
                            .map((row, context) -> row.getLong(1))
                            .one());
            return Optional.of(new ImportClaimRows(database, run, lock.get()));
        } catch (StoreException | RuntimeException e) {
            lock.get().close();
            throw e;
        }
    }

    private static final Sql RECENT = Sql.of("""
        SELECT r.id, r.steps, r.started, r.noted, r.ended, r.counts, EXISTS (
            SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
            WHERE r.id = (SELECT max(id) FROM import_runs) AND l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
              AND (CAST(l.classid AS bigint) << 32) + CAST(l.objid AS bigint) = :lock)
        FROM import_runs r ORDER BY r.id DESC LIMIT :most
        """);

    @Override
    public List<ImportRun> recent(int most) throws StoreException {
        return database.read(
                "list_last_imports",
                () -> "read the last imports",
                handle -> RECENT.query(handle)
                        .bind("lock", ImportLock.NUMBER)
                        .bind("most", most)
                        .map((row, context) -> run(row))
                        .list());
    }

    private static ImportRun run(ResultSet row) throws SQLException {
        return new ImportRun(
                row.getLong(1),
                row.getString(2),
                TimeColumn.read(row, 3),
                TimeColumn.read(row, 4),
                row.getObject(5) == null ? Optional.empty() : Optional.of(TimeColumn.read(row, 5)),
                row.getBoolean(7),
                ImportCounts.parse(row.getString(6)));
    }

    private static final Sql ENDED = Sql.of("""
        SELECT EXISTS (SELECT FROM import_runs WHERE ended IS NOT NULL AND steps = ANY (:steps))
        """);

    @Override
    public boolean hasEnded(Collection<String> steps) throws StoreException {
        return database.read(
                "find_ended_import",
                () -> "look for an import that ended",
                handle -> ENDED.query(handle)
                        .bindArray("steps", String.class, List.copyOf(steps))
                        .map((row, context) -> row.getBoolean(1))
                        .one());
    }

    private static final Sql FINDINGS = Sql.of("""
        SELECT reason, repository, item, detail FROM import_findings WHERE run = :run ORDER BY id LIMIT :most
        """);

    @Override
    public List<ImportFinding> findings(long run, int most) throws StoreException {
        return database.read(
                "list_import_findings",
                () -> "read the findings of import " + run,
                handle -> FINDINGS.query(handle)
                        .bind("run", run)
                        .bind("most", most)
                        .map((row, context) -> new ImportFinding(
                                row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                        .list());
    }

    @Override
    public int reviewUnreferenced(String prefix, Instant before) throws StoreException {
        return reviews.reviewUnreferenced(prefix, before);
    }

    @Override
    public int finish() throws StoreException {
        return reviews.finish();
    }

    private static final Sql FORGET_RUNS = Sql.of("""
        WITH current AS (SELECT max(id) AS id FROM import_runs), runs AS (
            DELETE FROM import_runs r USING current c WHERE r.id < c.id
        )
        DELETE FROM import_findings f USING current c WHERE f.run < c.id
        """);

    @Override
    public void forget() throws StoreException {
        database.write(
                "forget_import_runs",
                () -> "remove the record of imports",
                handle -> handle.inTransaction(transaction -> {
                    ImportReviews.FORGET.update(transaction).execute();
                    return FORGET_RUNS.update(transaction).execute();
                }));
    }
}
