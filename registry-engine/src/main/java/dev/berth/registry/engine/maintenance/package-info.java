/**
 * Maintenance as a host or an operator asks for it, made of collection and audit. Does not belong here: the work
 * itself.
 */
@NullMarked
package dev.berth.registry.engine.maintenance;

import org.jspecify.annotations.NullMarked;
