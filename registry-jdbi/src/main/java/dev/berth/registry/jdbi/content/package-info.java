/**
 * The rows of repositories, manifests, tags, blob links and upload sessions. Does not belong here: reviews, deletions
 * and audits ({@code jdbi.maintenance}). Internal to this module.
 */
@Internal
@NullMarked
package dev.berth.registry.jdbi.content;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
