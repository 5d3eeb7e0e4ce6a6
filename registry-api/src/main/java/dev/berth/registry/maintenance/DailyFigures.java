package dev.berth.registry.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * Figures of the registry as a whole on a day.
 *
 * @param day in UTC
 * @param content the last measurement of the day; empty when there was none
 */
public record DailyFigures(LocalDate day, Optional<Content> content, long pulls, long pushes) {

    /** Refuses null. */
    public DailyFigures {
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(content, "content");
    }

    /**
     * The content of the registry as a whole at a time.
     *
     * @param blobs number of blobs in storage, each digest once
     * @param bytes bytes of these blobs
     * @param shared bytes of those of these blobs that more than one repository has
     * @param linked bytes of the blobs of each repository, added up: as many as there were if nothing was shared
     */
    public record Content(Instant measured, long repositories, long blobs, long bytes, long shared, long linked) {

        /** Refuses null. */
        public Content {
            Objects.requireNonNull(measured, "measured");
        }
    }
}
