/**
 * Work beside requests: threads that repeat a task until they are stopped, and the wait after failures. The tasks are
 * elsewhere. Internal to the engine.
 */
@NullMarked
package dev.berth.registry.engine.background;

import org.jspecify.annotations.NullMarked;
