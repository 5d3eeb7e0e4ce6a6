/**
 * Blobs in a directory of a local or shared file system.
 *
 * <p>This package maps storage keys to files and file failures to {@link dev.berth.registry.spi.StoreException}. The
 * meaning of keys, digests and the deletion of objects belong to the engine.
 *
 * <p>Layout below the root: {@code uploads/KEY~} holds an unfinished object, {@code objects/SHARD/KEY} a committed one,
 * where the shard is a prefix of the key. A key with a slash is used as a path below the root, so that the content of
 * another registry can be read in place.
 */
@NullMarked
package dev.berth.registry.storage.fs;

import org.jspecify.annotations.NullMarked;
