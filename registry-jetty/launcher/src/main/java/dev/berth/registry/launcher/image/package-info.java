/** Commands about images as files: they copy between a registry and an OCI image layout. */
@NullMarked
package dev.berth.registry.launcher.image;

import org.jspecify.annotations.NullMarked;
