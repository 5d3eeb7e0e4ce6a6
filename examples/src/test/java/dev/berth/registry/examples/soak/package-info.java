/** Tests of the test of endurance. */
@NullMarked
package dev.berth.registry.examples.soak;

import org.jspecify.annotations.NullMarked;
