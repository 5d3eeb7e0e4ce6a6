/**
 * The port of blob storage, and its optional capabilities. It knows objects and keys. Digests and repositories belong
 * to {@code spi.metadata}, which relates them to keys.
 */
@NullMarked
package dev.berth.registry.spi.storage;

import org.jspecify.annotations.NullMarked;
