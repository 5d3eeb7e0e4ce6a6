/**
 * Maps the configuration to the parts of a registry, and opens and closes them: the only place where adapters meet.
 * Classes named {@code XMapping} translate a section of the configuration. Does not belong here: command-line options.
 */
@NullMarked
package dev.berth.registry.launcher.assembly;

import org.jspecify.annotations.NullMarked;
