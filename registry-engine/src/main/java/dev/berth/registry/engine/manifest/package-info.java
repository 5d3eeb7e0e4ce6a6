/**
 * Reads manifests and indexes: their JSON, its limits and its validation. Independent of stores and repositories; an
 * importer uses these classes too.
 */
@NullMarked
package dev.berth.registry.engine.manifest;

import org.jspecify.annotations.NullMarked;
