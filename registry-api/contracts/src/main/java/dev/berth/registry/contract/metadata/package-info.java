/**
 * The contract of {@link dev.berth.registry.spi.metadata.MetadataStore}: reads and writes of requests, and the roles of
 * import, insight and owner. The author of a metadata adapter extends {@link
 * dev.berth.registry.contract.metadata.MetadataStoreContract}.
 */
@NullMarked
package dev.berth.registry.contract.metadata;

import org.jspecify.annotations.NullMarked;
