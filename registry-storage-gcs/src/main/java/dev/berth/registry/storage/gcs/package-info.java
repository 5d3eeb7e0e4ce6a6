/**
 * Blobs on Google Cloud Storage.
 *
 * <p>This package maps the blob storage port to the JSON API, and one class classifies its failures. The meaning of
 * keys, digests and the deletion of objects belong to the engine.
 *
 * <p>Layout below the root directory: {@code KEY} is an object; {@code ~KEY~ID} is a component, some bytes of an
 * unfinished object. No key has a {@code ~}, which sorts behind all characters of keys. A commit composes the
 * components, which the store does without copying.
 */
@NullMarked
package dev.berth.registry.storage.gcs;

import org.jspecify.annotations.NullMarked;
