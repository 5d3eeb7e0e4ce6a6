/**
 * Blobs in a directory of a local or shared file system.
 *
 * <p>Here belongs what turns storage keys into files and file failures into {@link
 * dev.berth.registry.spi.StoreException}. What a key means, which digest its bytes have and when an object may go is the
 * engine's business, never known here.
 *
 * <p>Layout below the root: {@code uploads/KEY~} holds what is not committed; {@code objects/SHARD/KEY} what is, where
 * the shard is the beginning of the key. A key with a slash is a path below the root as it stands, so that the content
 * of another registry can be read where it lies.
 */
@NullMarked
package dev.berth.registry.storage.fs;

import org.jspecify.annotations.NullMarked;
