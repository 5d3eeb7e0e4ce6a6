package dev.berth.registry.maintenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of a consistency check.
 *
 * @param blobs number of blobs checked
 * @param objects number of objects of the registry
 * @param bytes their length together
 * @param unknown number of these objects without a blob, an upload or a pending deletion
 * @param foreign number of objects of other programs, which are ignored
 * @param breaches the first breaches of each invariant, up to the requested limit
 */
public record AuditReport(long blobs, long objects, long bytes, long unknown, long foreign, List<Breach> breaches) {

    /** Copies the list. */
    public AuditReport {
        breaches = List.copyOf(breaches);
    }

    /** With what another check found besides. */
    public AuditReport with(List<Breach> more) {
        List<Breach> all = new ArrayList<>(breaches);
        all.addAll(more);
        return new AuditReport(blobs, objects, bytes, unknown, foreign, all);
    }

    /** True without breaches. */
    public boolean isClean() {
        return breaches.isEmpty();
    }

    /** True when most objects are unknown: the database may then belong to another storage. */
    public boolean isMostlyUnknown() {
        return unknown > objects - unknown;
    }

    /** The number of breaches of each invariant that is breached. */
    public Map<Breach.Invariant, Long> counts() {
        Map<Breach.Invariant, Long> counts = new TreeMap<>();
        breaches.forEach(breach -> counts.merge(breach.invariant(), 1L, Long::sum));
        return counts;
    }
}
