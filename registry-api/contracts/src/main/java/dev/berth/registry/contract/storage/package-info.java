/**
 * The contract of {@link dev.berth.registry.spi.storage.BlobStore}. The author of a storage adapter extends {@link
 * dev.berth.registry.contract.storage.BlobStoreContract}.
 */
@NullMarked
package dev.berth.registry.contract.storage;

import org.jspecify.annotations.NullMarked;
