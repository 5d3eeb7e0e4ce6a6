/**
 * Requests as parts of traces: the port that observes them from their beginning. Does not belong here: the form of
 * spans and the way to a collector.
 */
@NullMarked
package dev.berth.registry.http.tracing;

import org.jspecify.annotations.NullMarked;
