/**
 * The contracts of every adapter and every registry, as tests.
 *
 * <p>The author of an adapter extends {@link dev.berth.registry.contract.BlobStoreContract} or {@link
 * dev.berth.registry.contract.MetadataStoreContract} and creates the store; the tests are inherited. This package
 * contains tests of the Javadoc of the ports, and their few tools: a settable clock, races, generated input from a
 * printed seed. Tests of the details of one adapter belong to that adapter.
 */
@NullMarked
package dev.berth.registry.contract;

import org.jspecify.annotations.NullMarked;
