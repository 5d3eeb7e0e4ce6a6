package dev.berth.registry.model;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Pulls and pushes of a day.
 *
 * @param day in UTC
 */
public record DayUsage(LocalDate day, long pulls, long pushes) {

    /** Refuses null. */
    public DayUsage {
        Objects.requireNonNull(day, "day");
    }
}
