/**
 * The PostgreSQL the launcher brings along: unpacked, initialised, started as a child and ended with it.
 *
 * <p>Here belongs what it takes to have a server; what is in its database does not. A server of one's own is better for
 * more than one node; the same launcher takes either.
 */
@NullMarked
package dev.berth.registry.launcher.postgres;

import org.jspecify.annotations.NullMarked;
