/** Counts pulls and pushes in memory and records them in batches. Nothing here is asked by a request for an answer. */
@NullMarked
package dev.berth.registry.engine.usage;

import org.jspecify.annotations.NullMarked;
