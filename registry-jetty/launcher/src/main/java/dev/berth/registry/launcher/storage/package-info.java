/**
 * Blob storage whose calls are observed, for metrics and traces. Does not belong here: the names of meters and spans.
 */
@NullMarked
package dev.berth.registry.launcher.storage;

import org.jspecify.annotations.NullMarked;
