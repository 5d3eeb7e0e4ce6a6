/**
 * Stores that keep everything in the memory of one process, for tests and for hosts that need nothing to last.
 *
 * <p>They pass the same contract tests as the others and are complete, but for surviving the process. Nothing here
 * knows the engine or is known to it: a host hands them in like any other adapter.
 */
@NullMarked
package dev.berth.registry.engine.memory;

import org.jspecify.annotations.NullMarked;
