/** Tests of configuration files. */
@NullMarked
package dev.berth.registry.launcher.config;

import org.jspecify.annotations.NullMarked;
