/**
 * The runnable registry: the command line, and the only place where adapters meet.
 *
 * <p>Here belongs what turns a configuration into stores, an engine and a server, in the right order and back. Rules,
 * protocol and SQL do not. Nothing depends on this package.
 */
@NullMarked
package dev.berth.registry.launcher;

import org.jspecify.annotations.NullMarked;
