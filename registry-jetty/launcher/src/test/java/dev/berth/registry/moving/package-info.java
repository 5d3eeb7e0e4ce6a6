/**
 * Registries of the classic layout, made by their own programs and filled by real clients, that move in and back out.
 *
 * <p>Here belongs what compares Berth with another registry. Broken files made by code are with the engine.
 */
@NullMarked
package dev.berth.registry.moving;

import org.jspecify.annotations.NullMarked;
