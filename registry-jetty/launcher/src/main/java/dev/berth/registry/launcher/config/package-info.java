/**
 * The configuration file: which settings there are, what they are when nobody says, and how file and environment become
 * values.
 *
 * <p>The keys are those of CNCF distribution and of GitLab's registry where they mean the same. {@link
 * dev.berth.registry.launcher.config.Keys} is the only list of what is understood; {@code unsupported-settings.txt} lists
 * what operators know from elsewhere and why it does nothing here. What a value does to the registry is the launcher's
 * business.
 */
@NullMarked
package dev.berth.registry.launcher.config;

import org.jspecify.annotations.NullMarked;
