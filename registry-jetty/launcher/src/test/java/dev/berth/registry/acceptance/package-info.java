/**
 * Berth as a whole, as its users meet it: the specification asked of every pair of adapters, the launcher run as a
 * process, killed, run twice, filled, and used by real clients.
 *
 * <p>This package contains tests that need a running server or an external program. The promises of single classes are
 * tested beside them. The system property {@code berth.acceptance=full} makes the tests as large as the promises;
 * without it they are small enough for a quick build.
 */
@NullMarked
package dev.berth.registry.acceptance;

import org.jspecify.annotations.NullMarked;
