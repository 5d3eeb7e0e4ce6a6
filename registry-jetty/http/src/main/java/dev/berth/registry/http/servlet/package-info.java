/**
 * The protocol as a servlet, for hosts that have a servlet container. Needs {@code jakarta.servlet-api} 6, which the
 * container brings. Does not belong here: anything of a particular container.
 */
@NullMarked
package dev.berth.registry.http.servlet;

import org.jspecify.annotations.NullMarked;
