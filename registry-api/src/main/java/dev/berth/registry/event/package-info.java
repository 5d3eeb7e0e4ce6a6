/**
 * Events of a registry, as delivered to their recipients.
 *
 * <p>A host receives events by implementing {@link dev.berth.registry.event.EventSink}. The engine and the metadata
 * store keep events until they are delivered.
 */
@NullMarked
package dev.berth.registry.event;

import org.jspecify.annotations.NullMarked;
