/**
 * The nouns of the OCI specifications as immutable values.
 *
 * <p>This package holds the terms of the specifications, with the checks that need no other component. Nothing here
 * does I/O or depends on HTTP or a store. {@code parse} reads untrusted text and answers Optional; {@code of} and
 * constructors throw {@link java.lang.IllegalArgumentException}; {@code toString} is the form on the wire.
 */
@NullMarked
package dev.berth.registry.model;

import org.jspecify.annotations.NullMarked;
