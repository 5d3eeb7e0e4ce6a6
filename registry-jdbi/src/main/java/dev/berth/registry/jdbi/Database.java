package dev.berth.registry.jdbi;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Runs the statements of an intention and says what their failures mean. {@code what} completes the sentence "cannot
 * ...".
 */
final class Database {
    private static final int ATTEMPTS = 5;

    private final Jdbi jdbi;
    private final Clock clock;
    private final Partitions partitions;

    Database(Jdbi jdbi, Clock clock, Partitions partitions) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.partitions = partitions;
    }

    /** Statements on a connection that commits after each of them, or after each pipeline. */
    interface Work<T> {
        T on(Handle handle) throws SQLException;
    }

    /** Statements sent to the partition of a repository. */
    interface HomeWork<T> {
        Located<T> on(Handle handle, int bucket) throws SQLException;
    }

    private interface Failure {
        StoreException of(String what, Exception cause);
    }

    /** Now, as exactly as the database can tell. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Partitions partitions() {
        return partitions;
    }

    <T> T read(Supplier<String> what, Work<T> work) throws StoreException {
        return run(what, work, SqlFailure::whenReading);
    }

    <T> T write(Supplier<String> what, Work<T> work) throws StoreException {
        return run(what, work, SqlFailure::whenWriting);
    }

    <T> T readIn(RepositoryName repository, Supplier<String> what, HomeWork<T> work) throws StoreException {
        return read(what, handle -> locate(repository, handle, work).value());
    }

    <T> T writeIn(RepositoryName repository, Supplier<String> what, HomeWork<T> work) throws StoreException {
        return write(what, handle -> locate(repository, handle, work).value());
    }

    /**
     * Like {@link #writeIn}; when there is no such repository, makes it and tries again in one transaction.
     *
     * @param done whether the answer shows that the repository has got something; if not, it is not made
     */
    <T> T writeInNew(RepositoryName repository, Supplier<String> what, HomeWork<T> work, Predicate<T> done)
            throws StoreException {
        return write(what, handle -> {
            Located<T> first = locate(repository, handle, work);
            return first.home().isPresent()
                    ? first.value()
                    : creating(
                            repository,
                            handle,
                            () -> locate(repository, handle, work).value(),
                            done);
        });
    }

    /** Something done in a transaction, after other things perhaps. */
    interface Continuation<T> {
        T run() throws SQLException;
    }

    /** Makes the repository, unless {@code next} then turns out not to need it. */
    <T> T creating(RepositoryName repository, Handle handle, Continuation<T> next, Predicate<T> done)
            throws SQLException {
        return allOrNothing(
                handle,
                () -> {
                    create(repository, handle);
                    return next.run();
                },
                done);
    }

    private void create(RepositoryName repository, Handle handle) {
        handle.createUpdate("""
                        INSERT INTO repositories (path, bucket, created) VALUES (:path, :bucket, :now)
                        ON CONFLICT (path) DO NOTHING
                        """)
                .bind("path", repository)
                .bind("bucket", partitions.chosen(repository))
                .bind("now", now())
                .execute();
    }

    /** Does it in one transaction, which is undone unless the answer shows that it is done. */
    static <T> T allOrNothing(Handle handle, Continuation<T> work, Predicate<T> done) throws SQLException {
        if (handle.isInTransaction()) {
            return work.run(); // who began it undoes it
        }
        handle.begin();
        try {
            T answer = work.run();
            if (done.test(answer)) {
                handle.commit();
            }
            return answer;
        } finally {
            if (handle.isInTransaction()) {
                handle.rollback();
            }
        }
    }

    private <T> Located<T> locate(RepositoryName repository, Handle handle, HomeWork<T> work) throws SQLException {
        int guess = partitions.guess(repository);
        Located<T> answer = work.on(handle, guess);
        if (answer.home().isEmpty() || answer.isIn(guess)) {
            return answer;
        }
        int home = answer.home().getAsInt();
        partitions.learn(repository, home);
        return work.on(handle, home);
    }

    private <T> T run(Supplier<String> what, Work<T> work, Failure failure) throws StoreException {
        try (Handle handle = open(what)) {
            for (int attempt = 1; ; attempt++) {
                try {
                    return work.on(handle);
                } catch (SQLException | JdbiException e) {
                    if (attempt == ATTEMPTS || !SqlFailure.isConflict(e)) {
                        throw failure.of(what.get(), e);
                    }
                }
            }
        }
    }

    private Handle open(Supplier<String> what) throws StoreException {
        try {
            return jdbi.open();
        } catch (JdbiException e) {
            throw SqlFailure.whenConnecting(what.get(), e);
        }
    }
}
