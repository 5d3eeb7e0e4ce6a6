/**
 * HTTP without a server: requests, answers, API roots, access control, limits and the one form of errors. {@link
 * dev.berth.registry.http.RegistryProtocol} answers every request by the table of the root that owns its path.
 *
 * <p>An API root is a table ({@link dev.berth.registry.http.ApiRoot}) of paths, methods, needed permissions ({@link
 * dev.berth.registry.http.Needs}) and handlers, in a package of its own, as {@code http.distribution} is for
 * {@code /v2/}. A new root is one class with that table and a class for each group of endpoints; it is given to the
 * constructor of {@code RegistryProtocol}. Routing, OPTIONS and {@code Allow}, 401, 403, 404, 405, rate limits, request
 * ids, logs and the form of errors follow from the table. A handler parses, makes one driving call and answers; the
 * meaning of an operation is the engine's, and sockets, TLS and buffers are the server adapter's.
 */
@NullMarked
package dev.berth.registry.http;

import org.jspecify.annotations.NullMarked;
