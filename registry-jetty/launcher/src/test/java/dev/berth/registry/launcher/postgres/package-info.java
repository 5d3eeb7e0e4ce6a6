/** Tests of the embedded PostgreSQL, with the real one. */
@NullMarked
package dev.berth.registry.launcher.postgres;

import org.jspecify.annotations.NullMarked;
