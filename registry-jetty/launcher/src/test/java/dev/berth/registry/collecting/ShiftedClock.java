package dev.berth.registry.collecting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of the system, and later when told so. */
final class ShiftedClock extends Clock {
    private final Clock system = Clock.systemUTC();
    private volatile Duration shift = Duration.ZERO;

    /** From now on it is later by so much. */
    void advance(Duration by) {
        shift = shift.plus(by);
    }

    @Override
    public Instant instant() {
        return system.instant().plus(shift);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times here are UTC");
    }
}
