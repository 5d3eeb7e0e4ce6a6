/**
 * Blobs on S3, and on what speaks its language.
 *
 * <p>Here belongs what turns the blob storage port into calls of the S3 API, and the one class that classifies its
 * failures. What a key means, which digest its bytes have and when an object may go is the engine's business, never known
 * here.
 *
 * <p>Layout below the root directory: {@code KEY} is an object; {@code ~KEY~ID} is a tail, the last bytes of an
 * unfinished object, too few for a part. No key has a {@code ~}, which sorts behind all characters of keys, so tails are
 * never in the way of a listing. The parts of an unfinished object are in a multipart upload of its final name.
 */
@NullMarked
package dev.berth.registry.storage.s3;

import org.jspecify.annotations.NullMarked;
