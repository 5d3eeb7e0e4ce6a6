/**
 * Traces of requests, queries, storage calls and deliveries, by OpenTelemetry, and their way to a collector. The
 * classes of the library are used by those that {@link dev.berth.registry.launcher.tracing.OtlpTracing} makes, so
 * that they are not loaded without tracing. Names of repositories, tags or users are never part of a span.
 */
@NullMarked
package dev.berth.registry.launcher.tracing;

import org.jspecify.annotations.NullMarked;
