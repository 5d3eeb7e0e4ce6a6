/**
 * Berth as a whole, as its users meet it: the specification asked of every pair of adapters, the launcher run as a
 * process, killed, run twice, filled, and used by real clients.
 *
 * <p>Here belongs what needs a running server or a program from outside. What one class promises is tested beside it.
 * The system property {@code berth.acceptance=full} makes the tests as large as the promises; without it they are as
 * large as a quick build bears.
 */
@NullMarked
package dev.berth.registry.acceptance;

import org.jspecify.annotations.NullMarked;
