package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.maintenance.DeletionBacklog;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.DeletionStore;
import dev.berth.registry.spi.maintenance.DueDeletion;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Keys of objects to delete. No transaction is open while an object is deleted: a claim is a time in the row. */
public final class DeletionRows implements DeletionStore {
    private final Database database;

    public DeletionRows(Database database) {
        this.database = database;
    }

    private static final Sql QUEUE = Sql.of("""
        INSERT INTO storage_deletions AS d (key, since, next_try)
        SELECT DISTINCT k.key, :now, CAST(:now AS timestamptz) FROM unnest(:keys) AS k (key)
        WHERE NOT EXISTS (SELECT FROM blobs b WHERE b.key COLLATE "C" = k.key)
          AND NOT EXISTS (SELECT FROM uploads u WHERE u.key = k.key)
        ORDER BY k.key
        ON CONFLICT (key) DO UPDATE SET
            since = excluded.since, next_try = excluded.next_try, attempts = 0, set_aside = NULL
            WHERE d.set_aside IS NOT NULL
        """);

    @Override
    public int queue(Collection<StorageKey> keys) throws StoreException {
        return database.write(
                "queue_deletions",
                () -> "queue the deletion of " + some(keys),
                handle -> QUEUE.update(handle)
                        .bindArray("keys", StorageKey.class, keys)
                        .bind("now", database.now())
                        .execute());
    }

    /**
     * A hold that commits after the snapshot of this statement does not stop it: the keys that it claims were queued
     * before, so no backup of the database that begins under the hold refers to them.
     *
     * <p>An array, so that the keys are looked up one by one however many the planner expects.
     */
    private static final Sql CLAIM = Sql.of("""
        WITH due AS MATERIALIZED (
            SELECT key, next_try FROM storage_deletions
            WHERE set_aside IS NULL AND next_try <= :due
              AND NOT EXISTS (SELECT FROM deletion_holds WHERE until > :now)
            ORDER BY next_try LIMIT :most FOR UPDATE SKIP LOCKED
        ), claimed AS (
            UPDATE storage_deletions SET next_try = :until, attempts = LEAST(attempts + 1, 32767)
            WHERE key = ANY (ARRAY(SELECT key FROM due))
            RETURNING key, since, attempts - 1 AS attempts
        )
        SELECT c.key, c.since, c.attempts FROM claimed c JOIN due d ON d.key = c.key
        ORDER BY d.next_try, c.key COLLATE "C"
        """);

    @Override
    public List<DueDeletion> claim(int most, Duration lease, Duration ahead) throws StoreException {
        Instant now = database.now();
        return database.write(
                "claim_deletions",
                () -> "claim objects to delete",
                handle -> CLAIM.query(handle)
                        .bind("now", now)
                        .bind("due", now.plus(ahead))
                        .bind("until", now.plus(lease))
                        .bind("most", most)
                        .map((row, context) -> new DueDeletion(
                                new StorageKey(row.getString(1)), TimeColumn.read(row, 2), row.getInt(3)))
                        .list());
    }

    private static final Sql DONE = Sql.of("DELETE FROM storage_deletions WHERE key = ANY (:keys)");

    @Override
    public void done(Collection<StorageKey> keys) throws StoreException {
        database.write(
                "finish_deletions",
                () -> "forget " + some(keys),
                handle -> DONE.update(handle)
                        .bindArray("keys", StorageKey.class, keys)
                        .execute());
    }

    private static final Sql RETRY = Sql.of("""
        UPDATE storage_deletions SET next_try = :next, set_aside = NULL WHERE key = ANY (:keys)
        """);

    @Override
    public void retry(Collection<StorageKey> keys, Instant next) throws StoreException {
        database.write(
                "delay_deletions",
                () -> "reschedule the deletion of " + some(keys),
                handle -> RETRY.update(handle)
                        .bindArray("keys", StorageKey.class, keys)
                        .bind("next", next)
                        .execute());
    }

    private static final Sql SET_ASIDE =
            Sql.of("UPDATE storage_deletions SET set_aside = :now WHERE key = ANY (:keys)");

    @Override
    public void setAside(Collection<StorageKey> keys) throws StoreException {
        database.write(
                "set_aside_deletions",
                () -> "set aside " + some(keys),
                handle -> SET_ASIDE
                        .update(handle)
                        .bindArray("keys", StorageKey.class, keys)
                        .bind("now", database.now())
                        .execute());
    }

    private static final Sql LIST_SET_ASIDE = Sql.of("""
        SELECT key FROM storage_deletions
        WHERE set_aside IS NOT NULL AND key COLLATE "C" > :last ORDER BY key COLLATE "C" LIMIT :more
        """);

    @Override
    public Page<StorageKey> setAside(PageRequest page) throws StoreException {
        return database.read(
                "list_deletions_set_aside",
                () -> "list deletions set aside",
                handle -> Page.ofFetched(
                        LIST_SET_ASIDE
                                .query(handle)
                                .bind("last", PageStart.text(page))
                                .bind("more", page.limit() + 1L)
                                .map((row, context) -> new StorageKey(row.getString(1)))
                                .list(),
                        page.limit()));
    }

    private static final Sql BACKLOG = Sql.of("""
        SELECT count(*) FILTER (WHERE set_aside IS NULL), min(since) FILTER (WHERE set_aside IS NULL),
               count(set_aside)
        FROM storage_deletions
        """);

    @Override
    public DeletionBacklog backlog() throws StoreException {
        return database.read(
                "count_deletions",
                () -> "count the pending deletions",
                handle -> BACKLOG.query(handle)
                        .map((row, context) ->
                                new DeletionBacklog(row.getLong(1), TimeColumn.find(row, 2), row.getLong(3)))
                        .one());
    }

    private static String some(Collection<StorageKey> keys) {
        return keys.size() == 1 ? keys.iterator().next().toString() : keys.size() + " objects";
    }
}
