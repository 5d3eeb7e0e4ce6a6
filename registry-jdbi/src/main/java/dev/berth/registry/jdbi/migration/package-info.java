/**
 * The rows of an import of the classic layout: runs, progress and imported content. Does not belong here: statements of
 * pushes and pulls ({@code jdbi.content}). Internal to this module.
 */
@Internal
@NullMarked
package dev.berth.registry.jdbi.migration;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
