/**
 * The PostgreSQL the launcher brings along: unpacked, initialised, started as a child and ended with it.
 *
 * <p>This package contains all that is needed to run a server; the content of its database belongs elsewhere. A
 * separate server is better for more than one node; the same launcher supports both.
 */
@NullMarked
package dev.berth.registry.launcher.postgres;

import org.jspecify.annotations.NullMarked;
