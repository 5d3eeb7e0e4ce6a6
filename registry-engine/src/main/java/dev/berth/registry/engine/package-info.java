/**
 * The rules of a registry: the semantics of push, pull, mount, tag and deletion, the order of calls to the stores, and
 * the limits.
 *
 * <p>These rules hold for every registry, with any transport and any storage. {@link
 * dev.berth.registry.engine.RegistryEngine} is the entry point. Nothing here depends on HTTP, SQL or a kind of storage;
 * callers are already authorized. Bytes are stored before the rows that name them: a crash leaves unreferenced bytes
 * for the collector, never a name without bytes.
 */
@NullMarked
package dev.berth.registry.engine;

import org.jspecify.annotations.NullMarked;
