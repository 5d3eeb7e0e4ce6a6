/**
 * The client behind trusted proxies, and the base of links for clients behind them. Belongs here: what a host of any
 * server needs. Does not belong here: types of a particular server, which adapts its requests to {@code
 * ProxiedRequest}.
 */
@NullMarked
package dev.berth.registry.http.proxy;

import org.jspecify.annotations.NullMarked;
