/**
 * The client behind trusted proxies, and the base of links for clients behind them. This package contains the parts
 * that serve any server. Types of a particular server belong elsewhere; it adapts its requests to {@code
 * ProxiedRequest}.
 */
@NullMarked
package dev.berth.registry.http.proxy;

import org.jspecify.annotations.NullMarked;
