/**
 * The consistency check: compares the database with storage, and both with the invariants, while the registry serves
 * requests. It only reads; repairs that are safe are made on request.
 */
@NullMarked
package dev.berth.registry.engine.audit;

import org.jspecify.annotations.NullMarked;
