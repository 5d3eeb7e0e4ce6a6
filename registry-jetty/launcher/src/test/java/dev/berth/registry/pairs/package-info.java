/**
 * The adapters put together: the contract of a whole registry on each pair of them, and stores and registries compared
 * on random steps from a printed seed. In memory on both sides it runs with the engine.
 *
 * <p>Here belongs what needs two adapters and no server.
 */
@NullMarked
package dev.berth.registry.pairs;

import org.jspecify.annotations.NullMarked;
