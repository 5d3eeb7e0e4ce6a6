/**
 * Programs started by the tests of several modules: the fuzzer, and programs built by the Go toolchain.
 *
 * <p>This package contains the build, start and availability of such a program. The use of it belongs to the test, the
 * contract of a port to {@link dev.berth.registry.contract}.
 */
@NullMarked
package dev.berth.registry.testing;

import org.jspecify.annotations.NullMarked;
