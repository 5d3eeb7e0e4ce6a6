/**
 * The rules of the sources of this project, which the {@code ArrowsTest} of each module claims: arrows between
 * packages, names, sizes, texts, and the recorded signatures of the exported API. Nothing here knows a type of a
 * registry.
 */
@NullMarked
package dev.berth.registry.testing.rules;

import org.jspecify.annotations.NullMarked;
