/**
 * Reads manifests and indexes. Belongs here: their JSON, its limits and what makes it invalid. Does not belong here:
 * stores and repositories; an importer reads with these classes too.
 */
@NullMarked
package dev.berth.registry.engine.manifest;

import org.jspecify.annotations.NullMarked;
