package dev.berth.registry.launcher.report;

import dev.berth.registry.maintenance.DeletionHold;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A hold on deletions at a time, for an operator or a program. */
public record HoldReport(DeletionHold hold, Instant now) {

    public String line() {
        return hold.isInForce(now)
                ? "deletions are held by " + hold.name() + " since " + ReportText.of(hold.since()) + " until "
                        + ReportText.of(hold.until())
                : "the hold " + hold.name() + " expired at " + ReportText.of(hold.until())
                        + ": a backup under it may lack objects; registry backup release ends it";
    }

    /** The outcome of its release. */
    public String released() {
        return hold.isInForce(now)
                ? "released " + hold.name() + ": deletions were held since " + ReportText.of(hold.since())
                : "released " + hold.name() + ", which expired at " + ReportText.of(hold.until())
                        + ": objects may have been deleted since; repeat the backup with a longer --for";
    }

    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", hold.name());
        map.put("since", hold.since().toString());
        map.put("until", hold.until().toString());
        map.put("inForce", hold.isInForce(now));
        return map;
    }
}
