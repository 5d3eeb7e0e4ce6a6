/**
 * Benchmarks: programs that print a cost, measured here and now. Single figures are noise on a shared machine; compare
 * runs, and the values measured side by side within one run.
 *
 * <p>Build with {@code ./mvnw -q -pl examples -am package -DskipTests}, then run {@code java -cp
 * 'examples/target/classes:examples/target/lib/*'} with the name of a class that has a main method.
 */
@NullMarked
package dev.berth.registry.examples.benchmark;

import org.jspecify.annotations.NullMarked;
