/**
 * Upload sessions from the first byte to a readable blob: the state of one session, the transfer of its bytes into
 * storage, and its end. Manifests, tags and garbage collection belong elsewhere. Internal to the engine.
 */
@Internal
@NullMarked
package dev.berth.registry.engine.upload;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
