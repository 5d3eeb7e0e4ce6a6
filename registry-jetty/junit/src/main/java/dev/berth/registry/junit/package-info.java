/**
 * A registry for tests: an extension of JUnit 5 and 6 that starts one in memory.
 *
 * <p>This package gives a test a real registry, on a real port, within a fraction of a second, with content, a record
 * of its requests and faults on demand. It assembles the engine, the in-memory adapters and the server; it has no rules
 * of its own. The dependency on JUnit is not inherited: the project that uses the extension chooses its version.
 */
@NullMarked
package dev.berth.registry.junit;

import org.jspecify.annotations.NullMarked;
