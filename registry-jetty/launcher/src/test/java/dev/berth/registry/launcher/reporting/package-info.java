/** Failures as a receiver of reports sees them. */
@NullMarked
package dev.berth.registry.launcher.reporting;

import org.jspecify.annotations.NullMarked;
