/** Tests of the commands about images as files. */
@NullMarked
package dev.berth.registry.launcher.image;

import org.jspecify.annotations.NullMarked;
