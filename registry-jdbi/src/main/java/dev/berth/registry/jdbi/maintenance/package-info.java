/**
 * The rows of reviews, deletions and audits. Does not belong here: statements of pushes and pulls ({@code
 * jdbi.content}). Internal to this module.
 */
@Internal
@NullMarked
package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
