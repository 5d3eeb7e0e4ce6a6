package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.ImportClaim;
import dev.berth.registry.spi.migration.ImportFinding;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The current run of an import. */
final class ImportClaimRows implements ImportClaim {
    private final Database database;
    private final long run;
    private final ImportLock lock;

    ImportClaimRows(Database database, long run, ImportLock lock) {
        this.database = database;
        this.run = run;
        this.lock = lock;
    }

    @Override
    public long run() {
        return run;
    }

    private static final Sql RECORD = Sql.of("""
        INSERT INTO import_findings (run, reason, repository, item, detail)
        SELECT :run, f.reason, f.repository, f.item, f.detail
        FROM unnest(:reasons, :repositories, :items, :details) WITH ORDINALITY
            AS f (reason, repository, item, detail, place) ORDER BY f.place
        """);

    @Override
    public void record(List<ImportFinding> findings) throws StoreException {
        database.write(
                "record_import_findings",
                () -> "record findings of import " + run,
                handle -> record(handle, run, findings));
    }

    static int record(Handle handle, long run, List<ImportFinding> findings) {
        return RECORD.update(handle)
                .bind("run", run)
                .bindArray(
                        "reasons",
                        String.class,
                        findings.stream().map(ImportFinding::reason).toList())
                .bindArray(
                        "repositories",
                        String.class,
                        findings.stream().map(ImportFinding::repository).toList())
                .bindArray(
                        "items",
                        String.class,
                        findings.stream().map(ImportFinding::item).toList())
                .bindArray(
                        "details",
                        String.class,
                        findings.stream().map(ImportFinding::detail).toList())
                .execute();
    }

    private static final Sql NOTE = Sql.of("""
        UPDATE import_runs SET noted = :now, counts = :counts, ended = CASE WHEN :ended THEN :now END
        WHERE id = :run
        """);

    @Override
    public void note(Map<String, Long> counts, boolean ended) throws StoreException {
        database.write(
                "record_import_progress",
                () -> "record the progress of import " + run,
                handle -> NOTE.update(handle)
                        .bind("run", run)
                        .bind("now", database.now())
                        .bind("counts", ImportCounts.format(counts))
                        .bind("ended", ended)
                        .execute());
    }

    @Override
    public void close() {
        lock.close();
    }
}
