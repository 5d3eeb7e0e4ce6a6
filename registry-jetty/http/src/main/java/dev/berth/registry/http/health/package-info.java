/**
 * Health of a server for load balancers and orchestrators: periodic checks, and the pages {@code /health/live} and
 * {@code /health/ready}. The host supplies the checks; this package knows no store.
 */
@NullMarked
package dev.berth.registry.http.health;

import org.jspecify.annotations.NullMarked;
