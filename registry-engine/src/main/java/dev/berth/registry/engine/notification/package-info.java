/**
 * Tells those who want to know what happened in a registry: takes events from the outbox of the metadata store, hands them
 * to sinks, and sees to it that none is forgotten before it was taken.
 *
 * <p>Here belongs when and in which order something is told, and what becomes of it when nobody takes it. What is told is
 * made by the engine; how it travels is the sink's business.
 */
@NullMarked
package dev.berth.registry.engine.notification;

import org.jspecify.annotations.NullMarked;
