/**
 * Limits on what one client may use: request rates, requests at a time, and the pace of bodies. Belongs here: what a
 * host of any server needs. Does not belong here: connections and sockets of a particular server.
 */
@NullMarked
package dev.berth.registry.http.limit;

import org.jspecify.annotations.NullMarked;
