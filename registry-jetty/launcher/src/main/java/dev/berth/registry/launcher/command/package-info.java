/**
 * The commands of the program: options, output and exit codes. Does not belong here: the assembly of a registry
 * ({@code launcher.assembly}) and the text of results ({@code launcher.report}).
 */
@NullMarked
package dev.berth.registry.launcher.command;

import org.jspecify.annotations.NullMarked;
