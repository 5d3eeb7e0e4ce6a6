/**
 * The part of the metadata store's contract that records and delivers events. Its tests run as part of {@link
 * dev.berth.registry.contract.metadata.MetadataStoreContract}.
 */
@NullMarked
package dev.berth.registry.contract.events;

import org.jspecify.annotations.NullMarked;
