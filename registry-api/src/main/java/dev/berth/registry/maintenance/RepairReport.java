package dev.berth.registry.maintenance;

/**
 * The result of a repair.
 *
 * @param breaches the number of breaches repaired
 * @param lost the number of blobs marked as lost, which the next push of an image with them restores
 * @param abandoned the number of abandoned uploads removed
 */
public record RepairReport(int breaches, int lost, int abandoned) {}
