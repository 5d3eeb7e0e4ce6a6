/** Tests of meters and of the address they are read from. */
@NullMarked
package dev.berth.registry.launcher.metrics;

import org.jspecify.annotations.NullMarked;
