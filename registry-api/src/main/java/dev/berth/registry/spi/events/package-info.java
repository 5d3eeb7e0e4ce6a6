/**
 * The outbox of a metadata store, and the publisher through which the engine records and announces events. Does not belong
 * here: events themselves ({@code event}) and their delivery, which is the engine's.
 */
@NullMarked
package dev.berth.registry.spi.events;

import org.jspecify.annotations.NullMarked;
