package dev.berth.registry.engine.audit;

import dev.berth.registry.spi.maintenance.Breach;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The findings of a consistency check.
 *
 * @param blobs number of blobs checked
 * @param objects number of listed objects of the registry
 * @param bytes their length together
 * @param unknown number of these without a blob, an upload or a pending deletion
 * @param foreign number of objects of other programs, which are not touched
 * @param breaches the breaches found: the first of each invariant, up to the requested number
 */
public record AuditReport(long blobs, long objects, long bytes, long unknown, long foreign, List<Breach> breaches) {

    /** Copies the list. */
    public AuditReport {
        breaches = List.copyOf(breaches);
    }

    /** True when no breach was found. */
    public boolean isClean() {
        return breaches.isEmpty();
    }

    /** True when most objects are unknown: the database may then belong to another storage. */
    public boolean isMostlyUnknown() {
        return unknown > objects - unknown;
    }

    /** The number of breaches by invariant. */
    public Map<Breach.Invariant, Long> counts() {
        Map<Breach.Invariant, Long> counts = new TreeMap<>();
        breaches.forEach(breach -> counts.merge(breach.invariant(), 1L, Long::sum));
        return counts;
    }
}
