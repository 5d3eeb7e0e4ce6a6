/**
 * Collectors among pushes and pulls: random work of many threads on a whole registry, with a review delay near zero and
 * a storage that fails at random, and a referee at the end.
 *
 * <p>Here belongs what proves that nothing needed is lost and nothing superfluous stays. Deterministic interleavings
 * are in the module of the metadata store they are about.
 */
@NullMarked
package dev.berth.registry.collecting;

import org.jspecify.annotations.NullMarked;
