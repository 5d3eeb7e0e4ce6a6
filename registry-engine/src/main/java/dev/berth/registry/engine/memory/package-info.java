/**
 * Stores that keep everything in the memory of one process, for tests and for hosts without persistent data.
 *
 * <p>They are complete and pass the same contract tests as the other adapters, but do not survive the process. They are
 * independent of the engine: a host passes them in like any other adapter.
 */
@NullMarked
package dev.berth.registry.engine.memory;

import org.jspecify.annotations.NullMarked;
