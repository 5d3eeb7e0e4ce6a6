/**
 * The port an import of a registry in the classic layout writes through: bulk rows, the progress of earlier imports,
 * and the runs.
 *
 * <p>A capability beside {@link dev.berth.registry.spi.metadata.MetadataStore}: a store without it serves a registry
 * but cannot import. Nothing here depends on the classic layout.
 */
@Experimental
@NullMarked
package dev.berth.registry.spi.migration;

import dev.berth.registry.annotation.Experimental;
import org.jspecify.annotations.NullMarked;
