/**
 * Who may do what: the port of access control, asked by whoever drives the registry before it does so.
 *
 * <p>A host plugs in its own by implementing {@link dev.berth.registry.access.AccessController}; nothing here knows how
 * credentials travel beyond what HTTP authentication gives.
 */
@NullMarked
package dev.berth.registry.access;

import org.jspecify.annotations.NullMarked;
