package dev.berth.registry.model;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * Figures of the registry as a whole on a day.
 *
 * @param day in UTC
 * @param content the last measurement of the day; empty when there was none
 */
public record DailyFigures(LocalDate day, Optional<ContentFigures> content, long pulls, long pushes) {

    /** Refuses null. */
    public DailyFigures {
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(content, "content");
    }
}
