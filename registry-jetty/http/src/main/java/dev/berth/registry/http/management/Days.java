package dev.berth.registry.http.management;

import dev.berth.registry.http.field.Parameters;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The days that a request is about, in UTC: the last 30 if it names none. */
record Days(LocalDate first, LocalDate last) {
    private static final int USUAL = 30;

    /** Those between the parameters {@code first} and {@code last}, both included. */
    static Days in(Parameters parameters, Clock clock) {
        LocalDate last = day(parameters, "last").orElseGet(() -> today(clock));
        LocalDate first = day(parameters, "first").orElse(last.minusDays(USUAL - 1L));
        if (first.isAfter(last)) {
            throw Parameters.wrongValue("first", "a day that is not after last");
        }
        return new Days(first, last);
    }

    /** The parameter {@code first}; the first of the last 30 days if absent. */
    static LocalDate first(Parameters parameters, Clock clock) {
        return day(parameters, "first").orElseGet(() -> today(clock).minusDays(USUAL - 1L));
    }

    private static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Optional<LocalDate> day(Parameters parameters, String name) {
        return parameters.query().first(name).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw Parameters.wrongValue(name, "a day, 2026-01-31 for example");
            }
        });
    }
}
