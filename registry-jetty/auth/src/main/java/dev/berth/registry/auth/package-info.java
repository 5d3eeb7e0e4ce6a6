/**
 * Access controllers: implementations of {@link dev.berth.registry.access.AccessController}.
 *
 * <p>Here belong controllers that are shipped. They know credentials and permissions; they know neither HTTP nor a
 * server.
 */
@NullMarked
package dev.berth.registry.auth;

import org.jspecify.annotations.NullMarked;
