/**
 * Failures that are sent to a service that groups them: within bounds, and to Sentry. Does not belong here: what
 * counts as a failure.
 */
@NullMarked
package dev.berth.registry.launcher.reporting;

import org.jspecify.annotations.NullMarked;
