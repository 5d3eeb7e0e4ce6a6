/**
 * The trace that the work of a thread belongs to, by W3C Trace Context. Does not belong here: spans, and their way to a
 * collector.
 */
@NullMarked
package dev.berth.registry.tracing;

import org.jspecify.annotations.NullMarked;
