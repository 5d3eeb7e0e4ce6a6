package dev.berth.registry.engine.audit;

import dev.berth.registry.spi.maintenance.Breach;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a check found.
 *
 * @param blobs how many blobs were checked
 * @param objects how many objects were listed
 * @param bytes their length together
 * @param breaches what should not be so: the first of each invariant, as many as were asked for
 */
public record AuditReport(long blobs, long objects, long bytes, List<Breach> breaches) {

    /** Copies the list. */
    public AuditReport {
        breaches = List.copyOf(breaches);
    }

    /** Whether all is well. */
    public boolean isClean() {
        return breaches.isEmpty();
    }

    /** How many breaches there are of each invariant that is breached. */
    public Map<Breach.Invariant, Long> counts() {
        Map<Breach.Invariant, Long> counts = new TreeMap<>();
        breaches.forEach(breach -> counts.merge(breach.invariant(), 1L, Long::sum));
        return counts;
    }
}
