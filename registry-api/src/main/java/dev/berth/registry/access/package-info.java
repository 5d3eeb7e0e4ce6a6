/**
 * The port of access control, called by a transport or host before it calls the registry.
 *
 * <p>A host supplies its own by implementing {@link dev.berth.registry.access.AccessController}. Credentials are those
 * of HTTP authentication.
 */
@NullMarked
package dev.berth.registry.access;

import org.jspecify.annotations.NullMarked;
