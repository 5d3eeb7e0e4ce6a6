package dev.berth.registry.maintenance;

/**
 * The result of a repair.
 *
 * @param breaches the number of breaches repaired
 * @param abandoned the number of abandoned uploads removed
 */
public record RepairReport(int breaches, int abandoned) {}
