/**
 * The Jetty server that carries the protocol: connectors, TLS, limits, bodies and the access log.
 *
 * <p>Here belongs what Jetty needs to know. What a request means is decided in {@link dev.berth.registry.http}; who may
 * do it behind {@link dev.berth.registry.access.AccessController}.
 */
@NullMarked
package dev.berth.registry.jetty;

import org.jspecify.annotations.NullMarked;
