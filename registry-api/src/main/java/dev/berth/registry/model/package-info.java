/**
 * The nouns of the OCI specifications as immutable values.
 *
 * <p>Here belongs what the specifications name and what can be checked without asking anybody. Nothing here does I/O,
 * knows HTTP or knows a store. {@code parse} reads untrusted text and answers Optional; {@code of} and constructors
 * throw {@link java.lang.IllegalArgumentException}; {@code toString} is the form on the wire.
 */
@NullMarked
package dev.berth.registry.model;

import org.jspecify.annotations.NullMarked;
