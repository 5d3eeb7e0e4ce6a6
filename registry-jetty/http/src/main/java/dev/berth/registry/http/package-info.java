/**
 * The protocol: the OCI Distribution Specification and the Docker Registry HTTP API V2 over a {@link
 * dev.berth.registry.Registry}, without knowing which server carries it.
 *
 * <p>This package contains the syntax: paths, headers, statuses, the caller and the action. An endpoint parses, makes
 * one driving call and answers. The meaning of an operation belongs to the engine; sockets, TLS and buffers belong to
 * the server adapter.
 */
@NullMarked
package dev.berth.registry.http;

import org.jspecify.annotations.NullMarked;
