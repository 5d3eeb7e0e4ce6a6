/**
 * The metadata store on PostgreSQL.
 *
 * <p>Here belongs everything that knows SQL: the statements, the schema's migrations, the connection pool and what an
 * SQLState means. A class of {@code Rows} has the statements of one role of the store, as text blocks beside the method
 * that runs them. What does not belong here: the rules of a registry, storage, HTTP. Row ids and partitions do not
 * leave the package.
 *
 * <p>One intention is one statement or one pipeline of statements, sent at once and committed at once. A statement that
 * decides by what another transaction may be changing takes its locks in a statement of its own before: in READ
 * COMMITTED only the next statement sees what was committed while it waited. The order of locks is: repository, upload,
 * links and children by digest, tags by name, the manifest, blobs by digest. Events are recorded when all of them are
 * held (docs/decisions/0045); who hands them out, forgets or drops them takes none of these, events before lanes.
 */
@NullMarked
package dev.berth.registry.jdbi;

import org.jspecify.annotations.NullMarked;
