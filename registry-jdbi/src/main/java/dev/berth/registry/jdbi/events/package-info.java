/**
 * The rows of the outbox: recorded with a change, claimed in lanes, removed once delivered. Internal to this module.
 */
@NullMarked
package dev.berth.registry.jdbi.events;

import org.jspecify.annotations.NullMarked;
