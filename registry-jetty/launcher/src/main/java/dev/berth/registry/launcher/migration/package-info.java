/**
 * The commands that move a registry in and out: import, export and verification. Does not belong here: the move itself,
 * which is that of {@code dev.berth.registry.engine.migration}.
 */
@NullMarked
package dev.berth.registry.launcher.migration;

import org.jspecify.annotations.NullMarked;
