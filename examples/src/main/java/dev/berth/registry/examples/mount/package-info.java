/**
 * A registry in a server that the host already has: the JDK's own, and a servlet container. Does not belong here: the
 * Jetty server of {@code registry-jetty}, which needs no mounting.
 */
@NullMarked
package dev.berth.registry.examples.mount;

import org.jspecify.annotations.NullMarked;
