/**
 * A comparison of Berth with other registries: the same load on each, one after another, and a table and a chart for
 * the documentation. Does not belong here: costs of parts of Berth, which are benchmarks.
 *
 * <p>{@code examples/compare} builds Berth and runs it.
 */
@NullMarked
package dev.berth.registry.examples.comparison;

import org.jspecify.annotations.NullMarked;
