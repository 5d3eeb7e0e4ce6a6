/**
 * Programs that tests of more than one module start: the fuzzer, and what the Go toolchain builds.
 *
 * <p>Here belongs how such a program is had, started and given up on. What a test asks of it stays with the test, and
 * what a port promises is in {@link dev.berth.registry.contract}.
 */
@NullMarked
package dev.berth.registry.testing;

import org.jspecify.annotations.NullMarked;
