/**
 * Statements, their parameters and partitions, transactions, and the one class that knows SQLStates. Does not belong
 * here: tables and their meaning. Internal to this module.
 */
@Internal
@NullMarked
package dev.berth.registry.jdbi.sql;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
