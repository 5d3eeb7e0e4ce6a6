/** Tests of the commands about the content of a registry. */
@NullMarked
package dev.berth.registry.launcher.management;

import org.jspecify.annotations.NullMarked;
