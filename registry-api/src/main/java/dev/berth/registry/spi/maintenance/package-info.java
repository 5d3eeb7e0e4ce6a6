/**
 * The roles of a metadata store that garbage collection and consistency checks use: reviews, deletions and audits. The
 * rules of collection belong to the engine.
 */
@NullMarked
package dev.berth.registry.spi.maintenance;

import org.jspecify.annotations.NullMarked;
