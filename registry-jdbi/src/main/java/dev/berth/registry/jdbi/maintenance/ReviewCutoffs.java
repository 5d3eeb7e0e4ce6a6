package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.ReasonCodes;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.ReviewReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;

/**
 * The due reviews: those since these times or earlier.
 *
 * @param reasons codes of all reasons
 * @param times one for each of them
 */
record ReviewCutoffs(List<Short> reasons, List<Instant> times) {

    static ReviewCutoffs of(ReviewDelays delays, Instant now) {
        List<ReviewReason> reasons = List.of(ReviewReason.values());
        return new ReviewCutoffs(
                reasons.stream().map(ReasonCodes::of).toList(),
                reasons.stream()
                        .map(reason -> before(now, delays.after(reason)))
                        .toList());
    }

    /** Nothing was suspected before 1970, and the database's time has a beginning. */
    private static Instant before(Instant now, Duration delay) {
        Duration longest = Duration.between(Instant.EPOCH, now);
        return delay.compareTo(longest) < 0 ? now.minus(delay) : Instant.EPOCH;
    }

    Query bindTo(Query query) {
        return query.bindArray("reasons", Short.class, reasons).bindArray("times", Instant.class, times);
    }

    /** The codes of all reasons. */
    static List<Short> everyReason() {
        return Stream.of(ReviewReason.values()).map(ReasonCodes::of).toList();
    }
}
