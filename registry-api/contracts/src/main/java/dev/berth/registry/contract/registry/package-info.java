/**
 * The contract of {@link dev.berth.registry.Registry}: the same tests for every combination of engine, metadata and
 * storage. {@link dev.berth.registry.contract.registry.RegistryContract} is the class to extend.
 */
@NullMarked
package dev.berth.registry.contract.registry;

import org.jspecify.annotations.NullMarked;
