/**
 * The part of the metadata store's contract that garbage collection and audits use. Its tests run as part of {@link
 * dev.berth.registry.contract.metadata.MetadataStoreContract}.
 */
@NullMarked
package dev.berth.registry.contract.collection;

import org.jspecify.annotations.NullMarked;
