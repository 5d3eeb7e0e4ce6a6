/**
 * The port of metadata: repositories, manifests, tags, blobs and upload sessions, a role for each. One method is one
 * atomic step. Does not belong here: garbage collection ({@code spi.maintenance}) and the outbox ({@code spi.events}).
 */
@NullMarked
package dev.berth.registry.spi.metadata;

import org.jspecify.annotations.NullMarked;
