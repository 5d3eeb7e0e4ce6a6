/**
 * The Jetty server that carries the protocol: connectors, TLS, limits, bodies and the access log.
 *
 * <p>This package contains everything specific to Jetty. The meaning of a request is decided in {@link
 * dev.berth.registry.http}; permissions behind {@link dev.berth.registry.access.AccessController}.
 */
@NullMarked
package dev.berth.registry.jetty;

import org.jspecify.annotations.NullMarked;
