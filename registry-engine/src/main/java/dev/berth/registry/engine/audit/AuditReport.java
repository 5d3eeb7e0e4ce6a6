package dev.berth.registry.engine.audit;

import dev.berth.registry.spi.maintenance.Breach;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a check found.
 *
 * @param blobs how many blobs were checked
 * @param objects how many objects were listed that are the registry's
 * @param bytes their length together
 * @param unknown how many of them no blob, no upload and no pending deletion has
 * @param foreign how many objects of other programs were seen, which are left alone
 * @param breaches what should not be so: the first of each invariant, as many as were asked for
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

    /** Whether all is well. */
    public boolean isClean() {
        return breaches.isEmpty();
    }

    /** Whether most objects are unknown: then the database may not be the one of this storage. */
    public boolean isMostlyUnknown() {
        return unknown > objects - unknown;
    }

    /** How many breaches there are of each invariant that is breached. */
    public Map<Breach.Invariant, Long> counts() {
        Map<Breach.Invariant, Long> counts = new TreeMap<>();
        breaches.forEach(breach -> counts.merge(breach.invariant(), 1L, Long::sum));
        return counts;
    }
}
