/**
 * Tests of the artifacts as projects outside of this build meet them. Does not belong here: tests of what an artifact
 * does.
 */
@NullMarked
package dev.berth.registry.examples.published;

import org.jspecify.annotations.NullMarked;
