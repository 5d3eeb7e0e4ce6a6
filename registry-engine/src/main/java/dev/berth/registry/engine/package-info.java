/**
 * The rules of a registry: what a push, a pull, a mount, a tag and a deletion mean, in which order the stores are asked,
 * and within which limits.
 *
 * <p>Here belongs what is true of every registry, whatever it is reached by and wherever it keeps its bytes. {@link
 * dev.berth.registry.engine.RegistryEngine} is the way in. Nothing here knows HTTP, SQL or a kind of storage; who may
 * call is decided before. Bytes come first and names last: a crash leaves garbage for the collector, never a name without
 * bytes.
 */
@NullMarked
package dev.berth.registry.engine;

import org.jspecify.annotations.NullMarked;
