/**
 * The OCI Distribution Specification as black-box tests: what a client may rely on, asked over HTTP of a running
 * server.
 *
 * <p>{@link dev.berth.registry.specification.DistributionSpecification} contains all of it; a subclass names the
 * address of a registry. This package contains the requirements for every registry. It uses its own HTTP and JSON and
 * none of this project's classes, so that it cannot repeat their mistakes. Promises of this registry only are tested
 * beside its handlers.
 */
@NullMarked
package dev.berth.registry.specification;

import org.jspecify.annotations.NullMarked;
