/**
 * Results of commands as text and JSON. Does not belong here: anything that asks a store.
 */
@NullMarked
package dev.berth.registry.launcher.report;

import org.jspecify.annotations.NullMarked;
