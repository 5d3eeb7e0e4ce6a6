/**
 * The syntax of single header fields, parameters and escapes. Belongs here: a parser and its limits. Does not belong
 * here: endpoints. Internal to this module.
 */
@Internal
@NullMarked
package dev.berth.registry.http.field;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
