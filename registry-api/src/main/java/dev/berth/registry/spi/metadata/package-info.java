/**
 * The port of metadata: repositories, manifests, tags, blobs and upload sessions, a role for each. One method is one
 * atomic step. Garbage collection belongs to {@code spi.maintenance}, the outbox to {@code spi.events}.
 */
@NullMarked
package dev.berth.registry.spi.metadata;

import org.jspecify.annotations.NullMarked;
