/**
 * A test of endurance: two servers of the distribution on one database under constant load, and figures that should not
 * grow.
 */
@NullMarked
package dev.berth.registry.examples.soak;

import org.jspecify.annotations.NullMarked;
