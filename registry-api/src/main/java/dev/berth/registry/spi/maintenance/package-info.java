/**
 * The roles of a metadata store that garbage collection and consistency checks use: reviews, deletions and audits. Does
 * not belong here: the rules by which anything is collected, which are the engine's.
 */
@NullMarked
package dev.berth.registry.spi.maintenance;

import org.jspecify.annotations.NullMarked;
