/**
 * The API root {@code /api/v1/}: the questions and changes of operators, described by {@code openapi.json} beside this
 * package. {@link dev.berth.registry.http.management.ManagementRoot} is its table; an endpoint parses a request, makes
 * one driving call and answers. Lists are pages with a cursor; errors are problem details (RFC 9457).
 */
@Experimental
@NullMarked
package dev.berth.registry.http.management;

import dev.berth.registry.annotation.Experimental;
import org.jspecify.annotations.NullMarked;
