/**
 * Failures that an operator should look at, and the port that receives them. Does not belong here: refusals of requests
 * that a client caused, metrics and logs.
 */
@NullMarked
package dev.berth.registry.reporting;

import org.jspecify.annotations.NullMarked;
