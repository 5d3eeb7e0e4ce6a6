/**
 * Health of a server for load balancers and orchestrators: periodic checks, and the pages {@code /health/live} and {@code
 * /health/ready}. What a check asks is given by whoever assembles the server; nothing here knows a store.
 */
@NullMarked
package dev.berth.registry.http.health;

import org.jspecify.annotations.NullMarked;
