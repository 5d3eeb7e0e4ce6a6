/**
 * Blobs on S3 and compatible stores.
 *
 * <p>This package maps the blob storage port to the S3 API, and one class classifies its failures. The meaning of keys,
 * digests and the deletion of objects belong to the engine.
 *
 * <p>Layout below the root directory: {@code KEY} is an object; {@code ~KEY~ID} is a tail, the last bytes of an
 * unfinished object, too few for a part. No key has a {@code ~}, which sorts behind all characters of keys, so tails do
 * not disturb a listing. The parts of an unfinished object are in a multipart upload of its final name.
 */
@NullMarked
package dev.berth.registry.storage.s3;

import org.jspecify.annotations.NullMarked;
