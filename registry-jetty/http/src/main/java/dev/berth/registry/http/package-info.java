/**
 * The protocol: the OCI Distribution Specification and the Docker Registry HTTP API V2 over a {@link
 * dev.berth.registry.Registry}, without knowing which server carries it.
 *
 * <p>Here belongs syntax: paths, headers, statuses, who calls and which action that is. An endpoint parses, makes one
 * driving call and answers. What an operation means is the engine's; sockets, TLS and buffers are the server adapter's.
 */
@NullMarked
package dev.berth.registry.http;

import org.jspecify.annotations.NullMarked;
