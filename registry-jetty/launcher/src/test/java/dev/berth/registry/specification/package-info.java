/**
 * The OCI Distribution Specification as black-box tests: what a client may rely on, asked over HTTP of a running server.
 *
 * <p>{@link dev.berth.registry.specification.DistributionSpecification} is the whole of it; a subclass says where the
 * registry is. Here belongs what every registry has to do. It speaks HTTP and JSON of its own and knows nothing of this
 * project's classes, so that it cannot repeat their mistakes. What only this registry promises is tested beside its
 * handlers.
 */
@NullMarked
package dev.berth.registry.specification;

import org.jspecify.annotations.NullMarked;
