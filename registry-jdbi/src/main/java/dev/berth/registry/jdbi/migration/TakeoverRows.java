package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportFinding;
import dev.berth.registry.spi.migration.TakeoverClaim;
import dev.berth.registry.spi.migration.TakeoverState;
import dev.berth.registry.spi.migration.TakeoverStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The takeover of a source (docs/decisions/0250). Its run is the only one of its steps. Paths from {@code 0} on are
 * those of repositories, those before it are folders of blobs.
 */
final class TakeoverRows implements TakeoverStore {
    private final Database database;

    TakeoverRows(Database database) {
        this.database = database;
    }

    private static final Sql FIND = Sql.of("""
        SELECT r.id, r.listed IS NOT NULL, r.ended IS NOT NULL, s.finished, s.unfinished
        FROM import_runs r, (
            SELECT count(*) FILTER (WHERE finished IS NOT NULL) AS finished,
                count(*) FILTER (WHERE finished IS NULL) AS unfinished
            FROM import_sources WHERE path >= '0') AS s
        WHERE r.steps = 'TAKEOVER'
        """);

    @Override
    public Optional<TakeoverState> find() throws StoreException {
        return database.read("find_takeover", () -> "find the takeover", TakeoverRows::find);
    }

    private static Optional<TakeoverState> find(Handle handle) {
        return FIND.query(handle)
                .map((row, context) -> new TakeoverState(
                        row.getLong(1), row.getBoolean(2), row.getBoolean(3), row.getLong(4), row.getLong(5)))
                .findFirst();
    }

    private static final Sql BEGIN = Sql.of("""
        INSERT INTO import_runs (steps, started, noted, counts) VALUES ('TAKEOVER', :now, :now, '')
        ON CONFLICT (steps) WHERE steps = 'TAKEOVER' DO NOTHING
        """);

    @Override
    public TakeoverState begin() throws StoreException {
        return database.write("begin_takeover", () -> "begin the takeover", handle -> {
            BEGIN.update(handle).bind("now", database.now()).execute();
            return find(handle).orElseThrow();
        });
    }

    private static final Sql REGISTER = Sql.of("""
        INSERT INTO import_sources (path) SELECT w.path FROM unnest(:paths) AS w (path) ORDER BY w.path
        ON CONFLICT (path) DO NOTHING
        """);

    @Override
    public void register(Collection<RepositoryName> repositories) throws StoreException {
        database.write(
                "register_import_sources",
                () -> "record " + repositories.size() + " repositories of the source",
                handle -> REGISTER.update(handle)
                        .bindArray(
                                "paths",
                                String.class,
                                repositories.stream()
                                        .map(RepositoryName::value)
                                        .distinct()
                                        .toList())
                        .execute());
    }

    private static final Sql LISTED = Sql.of("""
        UPDATE import_runs SET listed = :now, noted = :now WHERE steps = 'TAKEOVER' AND listed IS NULL
        """);

    @Override
    public void listed(List<ImportFinding> findings) throws StoreException {
        database.write(
                "list_takeover",
                () -> "record the listing of the source",
                handle -> handle.inTransaction(transaction -> {
                    int first = LISTED.update(transaction)
                            .bind("now", database.now())
                            .execute();
                    if (first > 0) {
                        record(transaction, findings);
                    }
                    return end(transaction);
                }));
    }

    private static final Sql CLAIM = Sql.of("""
        WITH claimed AS (
            UPDATE import_sources SET claimant = :claimant, claimed_until = :until
            WHERE path = :path AND finished IS NULL
              AND (claimant IS NULL OR claimant = :claimant OR claimed_until <= :now)
            RETURNING path
        )
        SELECT s.finished IS NOT NULL, EXISTS (SELECT FROM claimed) FROM import_sources s WHERE s.path = :path
        """);

    @Override
    public TakeoverClaim claim(RepositoryName repository, String claimant, Instant until) throws StoreException {
        return database.write(
                "claim_import_source",
                () -> "claim the import of " + repository,
                handle -> CLAIM.query(handle)
                        .bind("path", repository)
                        .bind("claimant", claimant)
                        .bind("until", until)
                        .bind("now", database.now())
                        .map((row, context) -> claim(row.getBoolean(1), row.getBoolean(2)))
                        .findFirst()
                        .orElse(TakeoverClaim.UNKNOWN));
    }

    private static TakeoverClaim claim(boolean finished, boolean granted) {
        if (finished) {
            return TakeoverClaim.FINISHED;
        }
        return granted ? TakeoverClaim.GRANTED : TakeoverClaim.HELD;
    }

    /** The lock of the run comes first: of two transactions, the later one sees the repository the earlier finished. */
    private static final Sql LOCK = Sql.of("UPDATE import_runs SET noted = :now WHERE steps = 'TAKEOVER' RETURNING id");

    private static final Sql FINISH = Sql.of("""
        UPDATE import_sources SET content = :content, tags = :tags, finished = :now, claimant = NULL
        WHERE path = :path AND finished IS NULL
        """);

    @Override
    public void finish(RepositoryName repository, Fingerprints fingerprints, List<ImportFinding> findings)
            throws StoreException {
        database.write(
                "finish_import_source",
                () -> "finish the import of " + repository,
                handle -> handle.inTransaction(transaction -> {
                    Instant now = database.now();
                    LOCK.query(transaction).bind("now", now).mapTo(Long.class).one();
                    int first = FINISH.update(transaction)
                            .bind("path", repository)
                            .bind("content", fingerprints.content().orElse(null))
                            .bind("tags", fingerprints.tags().orElse(null))
                            .bind("now", now)
                            .execute();
                    if (first > 0) {
                        record(transaction, findings);
                    }
                    return end(transaction);
                }));
    }

    private static final Sql RUN = Sql.of("SELECT id FROM import_runs WHERE steps = 'TAKEOVER'");

    private static void record(Handle transaction, List<ImportFinding> findings) {
        if (!findings.isEmpty()) {
            ImportClaimRows.record(
                    transaction, RUN.query(transaction).mapTo(Long.class).one(), findings);
        }
    }

    private static final Sql END = Sql.of("""
        UPDATE import_runs SET ended = :now WHERE steps = 'TAKEOVER' AND listed IS NOT NULL AND ended IS NULL
          AND NOT EXISTS (SELECT FROM import_sources WHERE finished IS NULL AND path >= '0')
        """);

    private int end(Handle transaction) {
        return END.update(transaction).bind("now", database.now()).execute();
    }

    private static final Sql UNFINISHED = Sql.of("""
        SELECT path FROM import_sources WHERE finished IS NULL AND path >= '0' AND path > :last
        ORDER BY path LIMIT :more
        """);

    @Override
    public Page<RepositoryName> unfinished(PageRequest page) throws StoreException {
        return database.read(
                "list_unfinished_sources",
                () -> "list the unfinished repositories of the source",
                handle -> Page.ofFetched(
                        UNFINISHED
                                .query(handle)
                                .bind("last", PageStart.text(page))
                                .bind("more", page.limit() + 1L)
                                .map((row, context) -> new RepositoryName(row.getString(1)))
                                .list(),
                        page.limit()));
    }
}
