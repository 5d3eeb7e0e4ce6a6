/**
 * The takeover of an old registry in use: a registry in front of another one, which imports a repository before the
 * first request for it passes. Belongs here: the order of import and requests. Does not belong here: the import itself.
 */
@Experimental
@NullMarked
package dev.berth.registry.engine.takeover;

import dev.berth.registry.annotation.Experimental;
import org.jspecify.annotations.NullMarked;
