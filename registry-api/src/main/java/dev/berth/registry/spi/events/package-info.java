/**
 * The outbox of a metadata store, and the publisher through which the engine records and announces events. Event types
 * belong to {@code event}, delivery to the engine.
 */
@NullMarked
package dev.berth.registry.spi.events;

import org.jspecify.annotations.NullMarked;
