/** The command that makes the start of an installation faster, and what it exercises. Nothing here runs in a server. */
@NullMarked
package dev.berth.registry.launcher.startup;

import org.jspecify.annotations.NullMarked;
