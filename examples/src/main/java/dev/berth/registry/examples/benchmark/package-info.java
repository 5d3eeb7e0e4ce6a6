/**
 * Benchmarks: programs that print what something costs here and now. Single figures are noise on a shared machine; compare
 * runs, and what one run measured side by side.
 *
 * <p>{@code ./mvnw -q -pl examples -am package -DskipTests} and then
 * {@code java -cp 'examples/target/benchmarks/*' dev.berth.registry.examples.benchmark.CollectionBenchmark}.
 */
@NullMarked
package dev.berth.registry.examples.benchmark;

import org.jspecify.annotations.NullMarked;
