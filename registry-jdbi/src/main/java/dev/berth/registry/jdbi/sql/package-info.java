/**
 * Statements, their parameters and partitions, transactions, and the one class that knows SQLStates. Does not belong
 * here: tables and their meaning. Internal to this module.
 */
@NullMarked
package dev.berth.registry.jdbi.sql;

import org.jspecify.annotations.NullMarked;
