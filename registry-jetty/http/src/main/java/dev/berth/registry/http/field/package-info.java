/**
 * The syntax of single header fields, parameters and escapes. Belongs here: a parser and its limits. Does not belong
 * here: endpoints. Internal to this module.
 */
@NullMarked
package dev.berth.registry.http.field;

import org.jspecify.annotations.NullMarked;
