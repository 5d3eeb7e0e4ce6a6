/**
 * The import of a registry in the classic layout: listings, their interpretation by repository, and bulk writes.
 *
 * <p>{@link dev.berth.registry.engine.migration.MigrationEngine} is the way in. Only this package knows how the classic
 * layout looks; everything it reads goes through a {@code BlobStore}, everything it writes through a {@code
 * MigrationStore}.
 */
@Experimental
@NullMarked
package dev.berth.registry.engine.migration;

import dev.berth.registry.annotation.Experimental;
import org.jspecify.annotations.NullMarked;
