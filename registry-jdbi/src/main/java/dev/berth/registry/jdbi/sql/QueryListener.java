package dev.berth.registry.jdbi.sql;

import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.util.Optional;

/**
 * Observes the queries of a metadata store, for metrics. Called on the thread of the query; must neither block nor
 * throw. Safe for use by any number of threads.
 */
public interface QueryListener {
    /** Observes nothing. */
    QueryListener NONE = new QueryListener() {};

    /** A caller got a connection, new or from the pool, after {@code wait}. */
    default void connected(Duration wait) {}

    /**
     * A query ended: the statements of one operation of the store, in one transaction. The time includes its
     * repetitions after conflicts, and not the wait for a connection.
     *
     * @param name one of a fixed set of names, {@code find_manifest} for example
     * @param failure the kind of its failure; empty when it succeeded
     */
    default void ended(String name, Duration took, Optional<StoreException.Kind> failure) {}

    /** A query met a conflict with another transaction and is repeated. */
    default void repeated(String name) {}
}
