/**
 * Takes away what nothing needs any more while the registry goes on: workers that decide reviews, end expired uploads and
 * delete objects, how fast they may go, and what they have to tell.
 *
 * <p>What is garbage is decided by the metadata store, in its own transactions; nothing here holds one across a call to
 * blob storage. How things come under review is said in {@link dev.berth.registry.spi.maintenance.ReviewStore}.
 */
@NullMarked
package dev.berth.registry.engine.collection;

import org.jspecify.annotations.NullMarked;
