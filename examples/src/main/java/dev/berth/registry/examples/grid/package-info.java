/**
 * A storage adapter of one's own: blobs in a sorted map that the host already has, a data grid's for example.
 *
 * <p>Here belongs what an adapter needs: the store, its writer, and the one place where its failures are classified. That
 * it keeps the contract is proven by the test of a few lines beside it.
 */
@NullMarked
package dev.berth.registry.examples.grid;

import org.jspecify.annotations.NullMarked;
