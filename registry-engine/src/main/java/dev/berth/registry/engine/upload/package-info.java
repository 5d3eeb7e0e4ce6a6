/**
 * Upload sessions from the first byte to a readable blob. Belongs here: the state of one session, its bytes on their way
 * into storage, and its end. Does not belong here: manifests, tags and garbage collection. Internal to the engine.
 */
@NullMarked
package dev.berth.registry.engine.upload;

import org.jspecify.annotations.NullMarked;
