/**
 * The driven side: the ports of the engine, implemented by adapters.
 *
 * <p>A port decides durability and atomicity of one step; no transaction, connection or row id crosses it. Every method
 * throws {@link dev.berth.registry.spi.StoreException}, whose kind states whether a retry can succeed. All stores may
 * be called by any number of threads at once; calls block. The contract tests in {@code registry-contracts} define the
 * details. Each port is a package below this one; this package holds the shared types.
 */
@NullMarked
package dev.berth.registry.spi;

import org.jspecify.annotations.NullMarked;
