/**
 * A registry for tests: a JUnit 5 extension that starts one in memory.
 *
 * <p>Here belongs what a test needs to have a real registry, on a real port, for a fraction of a second. It assembles the
 * engine, the in-memory adapters and the server; it has no rules of its own. JUnit is an optional dependency: who uses
 * the extension has it anyway.
 */
@NullMarked
package dev.berth.registry.junit;

import org.jspecify.annotations.NullMarked;
