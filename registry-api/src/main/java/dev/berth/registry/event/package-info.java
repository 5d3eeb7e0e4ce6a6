/**
 * What happened in a registry, as those who want to be told hear of it.
 *
 * <p>A host that wants to be told implements {@link dev.berth.registry.event.EventSink}. How events are kept until they
 * are delivered is not told here: that is the business of the engine and of the metadata store.
 */
@NullMarked
package dev.berth.registry.event;

import org.jspecify.annotations.NullMarked;
