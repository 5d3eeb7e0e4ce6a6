/** Observed storage. */
@NullMarked
package dev.berth.registry.launcher.storage;

import org.jspecify.annotations.NullMarked;
