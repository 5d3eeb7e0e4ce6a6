/**
 * The port an import of a registry in the classic layout writes through: bulk rows, what earlier imports brought, and the
 * runs themselves.
 *
 * <p>A capability beside {@link dev.berth.registry.spi.metadata.MetadataStore}: a store without it serves a registry, but takes no
 * import in. Nothing here knows what the classic layout looks like.
 */
@NullMarked
package dev.berth.registry.spi.migration;

import org.jspecify.annotations.NullMarked;
