/**
 * The API root {@code /v2/}: the OCI Distribution Specification and the Docker Registry HTTP API V2. {@link
 * dev.berth.registry.http.distribution.DistributionRoot} is its table; an endpoint parses a request, makes one driving
 * call and answers.
 */
@Internal
@NullMarked
package dev.berth.registry.http.distribution;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
