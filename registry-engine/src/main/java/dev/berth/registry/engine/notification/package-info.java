/**
 * Delivers the events of a registry: claims them in the outbox of the metadata store, passes them to sinks, and removes
 * them after their delivery.
 *
 * <p>This package determines the time and order of delivery, and the handling of undelivered events. The engine creates
 * events; the sink transports them.
 */
@NullMarked
package dev.berth.registry.engine.notification;

import org.jspecify.annotations.NullMarked;
