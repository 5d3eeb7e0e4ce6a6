package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.events.EventStatement;
import dev.berth.registry.jdbi.events.OutboxInsert;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DirectDatabase;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.RenameOutcome;
import dev.berth.registry.spi.metadata.RepositoryStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/**
 * Renames repositories: only their paths change, for everything else goes by the row id. Renames exclude each other and
 * the creation of repositories; a write to one of the repositories holds its row, and is before or after.
 */
final class RepositoryRename {
    private static final int LONGEST_NAME = 255;

    private final Database database;

    RepositoryRename(Database database) {
        this.database = database;
    }

    private interface Step {
        void on(Handle handle) throws SQLException;
    }

    RenameOutcome lease(Rename rename, Instant until) throws StoreException {
        return change("lease the names to rename", rename, handle -> lease(handle, rename, until));
    }

    RenameOutcome rename(Rename rename, Instant quiet, List<NewEvent> events) throws StoreException {
        return change("rename", rename, handle -> {
            rename(handle, rename, quiet);
            record(handle, new OutboxInsert(rename.to(), events, database.now()));
        });
    }

    private RenameOutcome change(String what, Rename rename, Step step) throws StoreException {
        return database.write(
                "rename_repository",
                () -> what + " repository " + rename.from() + " to " + rename.to(),
                handle -> handle.inTransaction(transaction -> {
                    RenameOutcome outcome = check(transaction, rename);
                    if (outcome == RenameOutcome.DONE) {
                        step.on(transaction);
                    }
                    return outcome;
                }));
    }

    private static final Sql EXCLUDE = Sql.of("SELECT 1 FROM pg_advisory_xact_lock(" + DirectDatabase.RENAMES + ")");

    private static final Sql EXPIRE = Sql.of("DELETE FROM rename_leases WHERE until <= :now");

    /** In the order of their names, which is that of every statement that locks several. */
    private static final Sql LOCK = Sql.of("""
        SELECT path FROM repositories WHERE path = :path OR (path >= :from AND path < :to)
        ORDER BY path LIMIT :more FOR UPDATE
        """);

    private static final Sql TAKEN = Sql.of("""
        SELECT EXISTS (SELECT FROM repositories WHERE path = :path OR (path >= :from AND path < :to))
            OR EXISTS (
                SELECT FROM rename_leases l
                WHERE NOT l.done AND NOT (l.source = :source AND l.target = :path AND l.holder = :holder)
                  AND (starts_with(l.source || '/', :source || '/') OR starts_with(:source || '/', l.source || '/')
                    OR starts_with(l.target || '/', :path || '/') OR starts_with(:path || '/', l.target || '/')))
        """);

    private RenameOutcome check(Handle handle, Rename rename) throws SQLException {
        EXCLUDE.query(handle).mapTo(Integer.class).one();
        EXPIRE.update(handle).bind("now", database.now()).execute();
        List<RepositoryName> renamed = below(LOCK.query(handle), rename.from())
                .bind("more", RepositoryStore.MOST_RENAMED + 1L)
                .mapTo(RepositoryName.class)
                .list();
        if (renamed.isEmpty()) {
            return RenameOutcome.UNKNOWN;
        }
        boolean isLong = renamed.stream().anyMatch(name -> rename.renamed(name).length() > LONGEST_NAME);
        if (isLong || renamed.size() > RepositoryStore.MOST_RENAMED) {
            return RenameOutcome.TOO_MANY;
        }
        boolean isTaken = below(TAKEN.query(handle), rename.to())
                .bind("source", rename.from())
                .bind("holder", rename.holder())
                .mapTo(Boolean.class)
                .one();
        return isTaken ? RenameOutcome.TAKEN : RenameOutcome.DONE;
    }

    private static final Sql LEASE = Sql.of("""
        INSERT INTO rename_leases (source, target, holder, until, done)
        VALUES (:source, :target, :holder, :until, false)
        ON CONFLICT (source, target, holder) DO UPDATE SET until = excluded.until, done = false
        """);

    private static void lease(Handle handle, Rename rename, Instant until) throws SQLException {
        bind(LEASE.update(handle), rename).bind("until", until).execute();
    }

    private static final Sql RENAME = Sql.of("""
        UPDATE repositories SET path = :target || substr(path, length(:path) + 1), renamed = :now
        WHERE path = :path OR (path >= :from AND path < :to)
        """);

    private static final Sql RENAME_UPLOADS = Sql.of("""
        UPDATE uploads SET repository = :target || substr(repository, length(:path) + 1)
        WHERE repository = :path OR (repository >= :from AND repository < :to)
        """);

    /** A name that is in use again is not kept quiet any more. */
    private static final Sql REOPEN = Sql.of("""
        DELETE FROM rename_leases WHERE done AND starts_with(:target || '/', source || '/')
        """);

    private static final Sql QUIET = Sql.of("""
        INSERT INTO rename_leases (source, target, holder, until, done)
        VALUES (:source, :target, :holder, :until, true)
        ON CONFLICT (source, target, holder) DO UPDATE SET until = excluded.until, done = true
        """);

    private void rename(Handle handle, Rename rename, Instant quiet) throws SQLException {
        below(RENAME.update(handle), rename.from())
                .bind("target", rename.to())
                .bind("now", database.now())
                .execute();
        below(RENAME_UPLOADS.update(handle), rename.from())
                .bind("target", rename.to())
                .execute();
        REOPEN.update(handle).bind("target", rename.to()).execute();
        bind(QUIET.update(handle), rename).bind("until", quiet).execute();
    }

    private static final EventStatement RECORD =
            EventStatement.of("WITH done AS (SELECT 1){events} SELECT count(*) FROM done", "done");

    static void record(Handle handle, OutboxInsert events) throws SQLException {
        RECORD.query(handle, 0, events).mapTo(Integer.class).one();
    }

    private static Update bind(Update update, Rename rename) {
        return update.bind("source", rename.from()).bind("target", rename.to()).bind("holder", rename.holder());
    }

    private static <S extends SqlStatement<S>> S below(S statement, RepositoryName path) {
        return statement.bind("path", path).bind("from", path.value() + "/").bind("to", path.value() + "0");
    }
}
