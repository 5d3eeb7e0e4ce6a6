/**
 * Blobs on Google Cloud Storage.
 *
 * <p>Here belongs what turns the blob storage port into calls of the JSON API, and the one class that classifies its
 * failures. What a key means, which digest its bytes have and when an object may go is the engine's business, never known
 * here.
 *
 * <p>Layout below the root directory: {@code KEY} is an object; {@code ~KEY~ID} is a component, some bytes of an
 * unfinished object. No key has a {@code ~}, which sorts behind all characters of keys. A commit composes the components,
 * which the store does without copying.
 */
@NullMarked
package dev.berth.registry.storage.gcs;

import org.jspecify.annotations.NullMarked;
