/**
 * Work beside requests: threads that repeat a task until they are stopped, and the wait after failures. The tasks are
 * elsewhere. Internal to the engine.
 */
@Internal
@NullMarked
package dev.berth.registry.engine.background;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
