package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A column of a table, or a line about one thing.
 *
 * @param isNumber numbers are aligned to the right
 * @param value the text for an item; empty when the item has none
 */
record Column(String title, boolean isNumber, Function<JsonNode, String> value) {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    static Column text(String title, String member) {
        return new Column(title, false, item -> item.path(member).asText());
    }

    static Column number(String title, String member) {
        return new Column(title, true, item -> item.path(member).asText());
    }

    /** A list of names; three dots behind it stand for more names. */
    static Column names(String title, String member, String moreMember) {
        return new Column(title, false, item -> {
            List<String> names = new ArrayList<>();
            item.path(member).forEach(name -> names.add(name.asText()));
            if (item.path(moreMember).asBoolean()) {
                names.add("...");
            }
            return String.join(", ", names);
        });
    }

    /** A number of bytes, in the unit that leaves one to three digits and one decimal. */
    static Column size(String title, String member) {
        return new Column(
                title,
                true,
                item -> item.path(member).isNumber() ? size(item.path(member).asLong()) : "");
    }

    /** A time in UTC, to the second. */
    static Column time(String title, String member) {
        return new Column(title, false, item -> time(item.path(member).asText()));
    }

    static String size(long bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    private static String time(String text) {
        try {
            return text.isEmpty()
                    ? ""
                    : Instant.parse(text).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeException e) {
            return text;
        }
    }
}
