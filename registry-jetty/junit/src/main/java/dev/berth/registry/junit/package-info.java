/**
 * A registry for tests: a JUnit 5 extension that starts one in memory.
 *
 * <p>This package gives a test a real registry, on a real port, within a fraction of a second. It assembles the engine,
 * the in-memory adapters and the server; it has no rules of its own. JUnit is an optional dependency: a user of the
 * extension has it already.
 */
@NullMarked
package dev.berth.registry.junit;

import org.jspecify.annotations.NullMarked;
