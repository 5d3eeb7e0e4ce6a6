/**
 * What every adapter of a port, and every registry, has to do, as tests.
 *
 * <p>An adapter author extends {@link
 * dev.berth.registry.contract.BlobStoreContract} or {@link dev.berth.registry.contract.MetadataStoreContract} and says
 * how to make the store; the tests come with it. Here belongs what the Javadoc of a port says, and the few tools such
 * tests need: a settable clock, races, generated input from a printed seed. A test of one adapter's own ways belongs in
 * that adapter.
 */
@NullMarked
package dev.berth.registry.contract;

import org.jspecify.annotations.NullMarked;
