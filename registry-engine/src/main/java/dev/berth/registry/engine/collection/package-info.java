/**
 * Collects unreferenced content while the registry serves requests: workers that decide reviews, end expired uploads
 * and delete objects, with their rate limits and listeners.
 *
 * <p>The metadata store decides what is unreferenced, in its own transactions; no transaction spans a call to blob
 * storage. {@link dev.berth.registry.spi.maintenance.ReviewStore} describes the scheduling of reviews.
 */
@NullMarked
package dev.berth.registry.engine.collection;

import org.jspecify.annotations.NullMarked;
