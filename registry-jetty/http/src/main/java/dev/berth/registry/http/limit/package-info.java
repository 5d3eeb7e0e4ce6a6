/**
 * Limits on the use by one client: request rates, concurrent requests, and the pace of bodies. This package contains
 * the parts that serve any server. Connections and sockets of a particular server belong elsewhere.
 */
@NullMarked
package dev.berth.registry.http.limit;

import org.jspecify.annotations.NullMarked;
