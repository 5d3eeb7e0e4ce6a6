/**
 * Benchmarks: programs that print what something costs here and now. Single figures are noise on a shared machine; compare
 * runs, and what one run measured side by side.
 *
 * <p>Build with {@code ./mvnw -q -pl examples -am package -DskipTests}, then run {@code java -cp
 * 'examples/target/classes:examples/target/lib/*'} with the name of a class that has a main method.
 */
@NullMarked
package dev.berth.registry.examples.benchmark;

import org.jspecify.annotations.NullMarked;
