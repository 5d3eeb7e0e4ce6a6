package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.LostBlobStore;
import org.jdbi.v3.core.Handle;

/**
 * The objects and marks of lost blobs. Links repeat both, so that all links of the blob change in one transaction; it
 * locks more the more repositories have the blob, and is run seldom.
 */
public final class LostBlobRows implements LostBlobStore {
    /** Of links that came while others were waited for. */
    private static final int MOST_ROUNDS = 100;

    private final Database database;

    public LostBlobRows(Database database) {
        this.database = database;
    }

    @Override
    public boolean mark(Digest digest, StorageKey key) throws StoreException {
        return database.write(
                "mark_lost_blob",
                () -> "mark blob " + digest + " as lost",
                handle -> handle.inTransaction(transaction -> mark(transaction, digest, key)));
    }

    private boolean mark(Handle transaction, Digest digest, StorageKey key) {
        boolean held = isHeld(transaction, digest, key);
        if (held) {
            change(transaction, digest, key, true);
        }
        return held;
    }

    @Override
    public boolean replace(Digest digest, StorageKey lost, StorageKey key) throws StoreException {
        return database.write(
                "replace_lost_object",
                () -> "replace the object of blob " + digest,
                handle -> handle.inTransaction(transaction -> replace(transaction, digest, lost, key)));
    }

    private boolean replace(Handle transaction, Digest digest, StorageKey lost, StorageKey key) {
        if (!isHeld(transaction, digest, lost)
                || TAKE_BACK.update(transaction).bind("key", key).execute() == 0) {
            return false;
        }
        change(transaction, digest, key, false);
        QUEUE.update(transaction).bind("key", lost).bind("now", database.now()).execute();
        return true;
    }

    /**
     * Locks the links of the blob, and then the blob, as everywhere. A mount holds its source link until it has its
     * own, and an upload the blob: once a count finds no link more than were locked before, nothing in progress can add
     * one that has the earlier object.
     */
    private boolean isHeld(Handle transaction, Digest digest, StorageKey key) {
        int links = lockLinks(transaction, digest);
        boolean there = BLOB.in(bucket(digest))
                .query(transaction)
                .bind("digest", digest)
                .bind("key", key)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
        for (int round = 0; there && round < MOST_ROUNDS; round++) {
            int now = lockLinks(transaction, digest);
            if (now == links) {
                return true;
            }
            links = now;
        }
        return false;
    }

    private int lockLinks(Handle transaction, Digest digest) {
        return LINKS.in(bucket(digest))
                .query(transaction)
                .bind("digest", digest)
                .mapTo(Integer.class)
                .one();
    }

    private static final PerPartition LINKS = PerPartition.of("""
        WITH held AS MATERIALIZED (
            SELECT l.repository
            FROM blob_holders_{b} h JOIN repositories r ON r.id = h.repository
            JOIN blob_links l ON l.bucket = r.bucket AND l.repository = r.id AND l.digest = h.digest
            WHERE h.digest = :digest ORDER BY l.bucket, l.repository FOR UPDATE OF l
        )
        SELECT count(*) FROM held
        """);

    private static final PerPartition BLOB =
            PerPartition.of("SELECT 1 FROM blobs_{b} WHERE digest = :digest AND key = :key FOR UPDATE");

    private static final PerPartition CHANGE = PerPartition.of("""
        WITH link AS (
            UPDATE blob_links l SET key = :key, lost = :lost
            FROM blob_holders_{b} h JOIN repositories r ON r.id = h.repository
            WHERE h.digest = :digest AND l.bucket = r.bucket AND l.repository = r.id AND l.digest = :digest
        )
        UPDATE blobs_{b} SET key = :key, lost = :lost WHERE digest = :digest
        """);

    private void change(Handle transaction, Digest digest, StorageKey key, boolean lost) {
        CHANGE.in(bucket(digest))
                .update(transaction)
                .bind("digest", digest)
                .bind("key", key)
                .bind("lost", lost)
                .execute();
    }

    /** A worker that has claimed a deletion may delete the object at any time. */
    private static final Sql TAKE_BACK =
            Sql.of("DELETE FROM storage_deletions WHERE key = :key AND attempts = 0 AND set_aside IS NULL");

    private static final Sql QUEUE = Sql.of("""
        INSERT INTO storage_deletions (key, since, next_try) VALUES (:key, :now, :now) ON CONFLICT (key) DO NOTHING
        """);

    private int bucket(Digest digest) {
        return database.partitions().of(digest);
    }
}
