/**
 * Moves a registry of the classic layout in: listings, what they say of repositories, and the bulk writes that follow.
 *
 * <p>{@link dev.berth.registry.engine.migration.MigrationEngine} is the way in. Only this package knows how the classic
 * layout looks; everything it reads goes through a {@code BlobStore}, everything it writes through a {@code
 * MigrationStore}.
 */
@NullMarked
package dev.berth.registry.engine.migration;

import org.jspecify.annotations.NullMarked;
