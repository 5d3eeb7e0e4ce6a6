/**
 * Registries embedded in a plain program: copy from here.
 *
 * <p>This package contains the code an embedder writes, and no more: each program stands alone and is tested. Code for
 * every embedder belongs into the library.
 */
@NullMarked
package dev.berth.registry.examples;

import org.jspecify.annotations.NullMarked;
