/**
 * Registries embedded in a plain program: copy from here.
 *
 * <p>Here belongs what an embedder has to write, and no more: each program stands alone and is tested. What a library
 * should do for everybody belongs into the library.
 */
@NullMarked
package dev.berth.registry.examples;

import org.jspecify.annotations.NullMarked;
