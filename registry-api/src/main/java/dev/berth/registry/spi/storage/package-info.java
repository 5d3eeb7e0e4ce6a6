/**
 * The port of blob storage, and its optional capabilities. Belongs here: objects under keys. Does not belong here:
 * digests and repositories, which {@code spi.metadata} relates to keys.
 */
@NullMarked
package dev.berth.registry.spi.storage;

import org.jspecify.annotations.NullMarked;
