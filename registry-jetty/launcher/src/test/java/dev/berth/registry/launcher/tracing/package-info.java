/** Traces as a collector receives them. */
@NullMarked
package dev.berth.registry.launcher.tracing;

import org.jspecify.annotations.NullMarked;
