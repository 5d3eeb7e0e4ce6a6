/**
 * A storage adapter of one's own: blobs in a sorted map that the host already has, a data grid's for example.
 *
 * <p>This package contains the parts of an adapter: the store, its writer, and the one class that classifies its
 * failures. The short test beside it proves the contract.
 */
@NullMarked
package dev.berth.registry.examples.grid;

import org.jspecify.annotations.NullMarked;
