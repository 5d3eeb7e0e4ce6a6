/**
 * The parts that every use case shares: policy and time, identifiers, the events of one request, and the one place
 * where failures of stores become errors of the registry. Internal to the engine.
 */
@Internal
@NullMarked
package dev.berth.registry.engine.request;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
