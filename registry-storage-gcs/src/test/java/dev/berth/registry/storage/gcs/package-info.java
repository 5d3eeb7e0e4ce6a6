/** Tests of the Google Cloud Storage store: the contract on a real server, and what calls it makes. */
@NullMarked
package dev.berth.registry.storage.gcs;

import org.jspecify.annotations.NullMarked;
