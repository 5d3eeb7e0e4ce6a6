/**
 * Reads manifests and indexes: their JSON, its limits and its validation. Independent of stores and repositories; an
 * importer uses these classes too.
 */
@Internal
@NullMarked
package dev.berth.registry.engine.manifest;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
