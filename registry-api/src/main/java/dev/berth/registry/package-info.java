/**
 * The driving side: the use cases of a registry, one method each.
 *
 * <p>This package holds the interfaces that a transport or a host calls, with their arguments, results and exceptions.
 * Nothing here knows HTTP, storage or SQL. All of it may be called by any number of threads at once; calls block.
 */
@NullMarked
package dev.berth.registry;

import org.jspecify.annotations.NullMarked;
