/**
 * A registry with its background work, built from two stores. Belongs here: order, and values that several parts share.
 * Does not belong here: servers, stores and rules.
 */
@NullMarked
package dev.berth.registry.engine.assembly;

import org.jspecify.annotations.NullMarked;
