/**
 * Tools of the tests of several modules: the fuzzer, programs built by the Go toolchain or found on the path, servers
 * as processes, a proxy that fails, certificates.
 *
 * <p>Nothing here knows a type of a registry. The use of a tool belongs to the test, the contract of a port to the
 * module of the contracts.
 */
@NullMarked
package dev.berth.registry.testing;

import org.jspecify.annotations.NullMarked;
