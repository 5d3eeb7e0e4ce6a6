/**
 * Blobs on S3.
 *
 * <p>Here belongs what turns the blob storage port into calls of the S3 API, and the one class that classifies its
 * failures. Nothing here knows metadata, HTTP handlers or another store. The adapter itself is yet to come.
 */
@NullMarked
package dev.berth.registry.storage.s3;

import org.jspecify.annotations.NullMarked;
