/**
 * The driving side: what a registry can be asked to do, one method a use case.
 *
 * <p>Here belong the interfaces that a transport or a host calls, what they take and answer, and how they fail. Nothing
 * here knows HTTP, storage or SQL. All of it may be called by any number of threads at once; calls block.
 */
@NullMarked
package dev.berth.registry;

import org.jspecify.annotations.NullMarked;
