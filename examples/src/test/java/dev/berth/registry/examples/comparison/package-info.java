/** Tests of the comparison with other registries. */
@NullMarked
package dev.berth.registry.examples.comparison;

import org.jspecify.annotations.NullMarked;
