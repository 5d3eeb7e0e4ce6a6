/**
 * The driven side: what the engine needs from outside, as ports an adapter implements.
 *
 * <p>A port decides durability and atomicity of one step; no transaction, connection or row id crosses it. Every method
 * throws {@link dev.berth.registry.spi.StoreException}, whose kind says whether trying again helps. All stores may be
 * called by any number of threads at once; calls block. The contract tests in
 * {@code registry-contracts} say the rest. Each port is a package below this one; here is what they share.
 */
@NullMarked
package dev.berth.registry.spi;

import org.jspecify.annotations.NullMarked;
