/**
 * The metadata store on PostgreSQL.
 *
 * <p>This package contains all SQL: the statements, the migrations of the schema, the connection pool and the meaning
 * of SQLStates. A class of {@code Rows} has the statements of one role of the store, as text blocks beside the method
 * that runs them. The rules of a registry, storage and HTTP belong elsewhere. Row ids and partitions do not leave the
 * package.
 *
 * <p>One call of a port is one statement or one pipeline of statements, sent at once and committed at once. A decision
 * that depends on rows another transaction may be changing takes its locks in an earlier statement: in READ COMMITTED
 * only the next statement sees the commits during the wait. The order of locks is: repository, upload, links and
 * children by digest, tags by name, the manifest, blobs by digest. Events are recorded when all of them are held
 * (docs/decisions/0045). Delivery, removal and drop of events take none of these locks; they lock events before lanes.
 */
@NullMarked
package dev.berth.registry.jdbi;

import org.jspecify.annotations.NullMarked;
