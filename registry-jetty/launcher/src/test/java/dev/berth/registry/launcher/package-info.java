/** Tests of the launcher from the outside: arguments in, text and exit code out. */
@NullMarked
package dev.berth.registry.launcher;

import org.jspecify.annotations.NullMarked;
