/**
 * The rows of the outbox: recorded with a change, claimed in lanes, removed once delivered. Internal to this module.
 */
@Internal
@NullMarked
package dev.berth.registry.jdbi.events;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
