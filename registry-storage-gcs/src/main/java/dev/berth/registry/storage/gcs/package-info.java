/**
 * Blobs on Google Cloud Storage.
 *
 * <p>Here belongs what turns the blob storage port into calls of the Google Cloud Storage API, and the one class that classifies its
 * failures. Nothing here knows metadata, HTTP handlers or another store. The adapter itself is yet to come.
 */
@NullMarked
package dev.berth.registry.storage.gcs;

import org.jspecify.annotations.NullMarked;
