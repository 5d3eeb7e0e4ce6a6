/**
 * The configuration file: its settings, their defaults, and their values from file and environment.
 *
 * <p>The keys are those of CNCF distribution and of GitLab's registry where they have the same meaning. {@link
 * dev.berth.registry.launcher.config.Keys} is the only list of supported settings; {@code unsupported-settings.txt}
 * lists settings known from other registries, with the reason for which they have no effect here. The mapping of values
 * to the registry belongs to the launcher.
 */
@NullMarked
package dev.berth.registry.launcher.config;

import org.jspecify.annotations.NullMarked;
