package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.insight.SizeRows.Home;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.StoreException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * Counts the holders of the manifests and layers that the tags of a repository need, from the changes of tags since it
 * was counted last (docs/decisions/0110). A manifest's holders are tags and counted indexes; when it gets the first one
 * its children and layers have a holder more, and when it loses the last one they have one less. First everything is
 * added, then everything is taken away, so that each manifest comes and goes at most once, whatever lists it.
 */
final class SizeCount {
    /** Changes and manifests are read as of one moment; of two that count at once the second begins again. */
    static final TransactionIsolationLevel SNAPSHOT = TransactionIsolationLevel.REPEATABLE_READ;

    private final Database database;

    SizeCount(Database database) {
        this.database = database;
    }

    record Figure(long size, boolean isComplete) {}

    /** Counts what changed; and all of it again if content was missing then, which may have come since. */
    OptionalLong current(Home repository) throws StoreException {
        Optional<Figure> figure = count(repository);
        return figure.isPresent() && !figure.get().isComplete()
                ? size(inSnapshot(repository, handle -> recount(handle, repository)))
                : size(figure);
    }

    private static OptionalLong size(Optional<Figure> figure) {
        return figure.isPresent() ? OptionalLong.of(figure.get().size()) : OptionalLong.empty();
    }

    /** Counts what changed; empty when the repository is gone. */
    Optional<Figure> count(Home repository) throws StoreException {
        return inSnapshot(repository, handle -> apply(handle, repository, changes(handle, repository)));
    }

    private interface Step {
        Figure on(Handle transaction) throws SQLException;
    }

    private Optional<Figure> inSnapshot(Home repository, Step step) throws StoreException {
        return database.write(
                "count_size",
                () -> "count the size of repository " + repository.id(),
                handle -> handle.inTransaction(
                        SNAPSHOT,
                        transaction -> isLocked(transaction, repository)
                                ? Optional.of(step.on(transaction))
                                : Optional.empty()));
    }

    private static final Sql LOCK = Sql.of("SELECT id FROM repositories WHERE id = :id FOR KEY SHARE");

    private static final Sql LOCK_SIZE = Sql.of("""
        INSERT INTO repository_sizes (repository) VALUES (:id)
        ON CONFLICT (repository) DO UPDATE SET repository = excluded.repository
        """);

    /** The lock on the repository keeps it from being deleted, the one on its figure others from counting it. */
    private static boolean isLocked(Handle transaction, Home repository) {
        boolean there = LOCK.query(transaction)
                .bind("id", repository.id())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (there) {
            LOCK_SIZE.update(transaction).bind("id", repository.id()).execute();
        }
        return there;
    }

    private static final Sql CHANGES = Sql.of("""
        WITH taken AS (
            DELETE FROM tag_changes WHERE repository = :id RETURNING digest, change, previous
        )
        SELECT digest, sum(change) FROM (
            SELECT digest, change FROM taken
            UNION ALL
            SELECT previous, -change FROM taken WHERE previous IS NOT NULL) AS changes
        GROUP BY digest HAVING sum(change) <> 0
        """);

    private static Map<Digest, Long> changes(Handle handle, Home repository) throws SQLException {
        return holders(CHANGES.query(handle).bind("id", repository.id()));
    }

    private static Map<Digest, Long> holders(Query query) {
        return query.reduceResultSet(new TreeMap<>(), (holders, row, context) -> {
            holders.put(DigestBytes.parse(row.getBytes(1)), row.getLong(2));
            return holders;
        });
    }

    private static final PerPartition FORGET_MANIFESTS =
            PerPartition.of("DELETE FROM counted_manifests_{b} WHERE repository = :id");
    private static final PerPartition FORGET_LAYERS =
            PerPartition.of("DELETE FROM counted_layers_{b} WHERE repository = :id");
    private static final Sql RESET = Sql.of("""
        UPDATE repository_sizes SET size = 0, tags = 0, complete = true, version = nextval('size_versions')
        WHERE repository = :id
        """);
    private static final PerPartition NAMED =
            PerPartition.of("SELECT digest, count(*) FROM tags_{b} WHERE repository = :id GROUP BY digest");

    private static Figure recount(Handle handle, Home repository) throws SQLException {
        changes(handle, repository);
        FORGET_MANIFESTS
                .in(repository.bucket())
                .update(handle)
                .bind("id", repository.id())
                .execute();
        FORGET_LAYERS
                .in(repository.bucket())
                .update(handle)
                .bind("id", repository.id())
                .execute();
        RESET.update(handle).bind("id", repository.id()).execute();
        return apply(
                handle,
                repository,
                holders(NAMED.in(repository.bucket()).query(handle).bind("id", repository.id())));
    }

    private static final Sql SUM = Sql.of("""
        UPDATE repository_sizes SET size = size + :change, tags = tags + :tags, complete = complete AND :complete,
            version = CASE WHEN :moved THEN nextval('size_versions') ELSE version END
        WHERE repository = :id RETURNING size, complete
        """);

    private static Figure apply(Handle handle, Home repository, Map<Digest, Long> changes) throws SQLException {
        Totals totals = new Totals();
        SizeStep step = new SizeStep(handle, repository, totals);
        Map<Digest, Long> more = only(changes, change -> change > 0);
        while (!more.isEmpty()) {
            more = step.add(more);
        }
        Map<Digest, Long> fewer = only(changes, change -> change < 0);
        while (!fewer.isEmpty()) {
            fewer = step.remove(fewer);
        }
        return SUM.query(handle)
                .bind("id", repository.id())
                .bind("change", totals.bytes)
                .bind(
                        "tags",
                        changes.values().stream().mapToLong(Long::longValue).sum())
                .bind("moved", totals.moved)
                .bind("complete", totals.complete)
                .map((row, context) -> new Figure(row.getLong(1), row.getBoolean(2)))
                .one();
    }

    private static Map<Digest, Long> only(Map<Digest, Long> changes, LongPredicate wanted) {
        Map<Digest, Long> chosen = new TreeMap<>();
        changes.forEach((digest, change) -> {
            if (wanted.test(change)) {
                chosen.put(digest, Math.abs(change));
            }
        });
        return chosen;
    }

    /** The sum of the steps of a count. */
    static final class Totals {
        long bytes;
        boolean moved;
        boolean complete = true;

        /** A step answers bytes, the number of layers that came or went, and whether something was missing. */
        @Nullable
        Array add(ResultSet row, int sign) throws SQLException {
            bytes += sign * row.getLong(1);
            moved |= row.getLong(2) > 0;
            complete &= !row.getBoolean(3);
            return row.getArray(4);
        }
    }
}
