package dev.berth.registry.launcher.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as text: {@code 1h30m}, {@code 500ms}, {@code 7d}, or a number of seconds. */
public final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
    private static final Pattern SECONDS = Pattern.compile("\\d+");
    /** A number above this is more likely one of nanoseconds, as other registries read it. */
    private static final long MAX_SECONDS = 1_000_000;

    private static final Map<String, Double> MILLISECONDS =
            Map.of("ms", 1.0, "s", 1e3, "m", 60e3, "h", 3600e3, "d", 86_400e3);

    private Durations() {}

    /**
     * Reads one; a number without unit counts seconds.
     *
     * @throws IllegalArgumentException when this is none
     */
    public static Duration parse(String text) {
        if (isWithoutUnit(text)) {
            return seconds(text);
        }
        Matcher part = PART.matcher(text);
        double milliseconds = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            milliseconds += Double.parseDouble(part.group(1)) * MILLISECONDS.getOrDefault(part.group(2), 0.0);
            end = part.end();
        }
        if (end != text.length() || text.isEmpty()) {
            throw new IllegalArgumentException("expected a duration such as 30s or 1h30m, not '" + text + "'");
        }
        return Duration.ofMillis(Math.round(milliseconds));
    }

    /** A number of seconds, 0 included. */
    static boolean isWithoutUnit(String text) {
        return SECONDS.matcher(text).matches();
    }

    private static Duration seconds(String text) {
        if (text.length() > 9 || Long.parseLong(text) > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "expected a duration with a unit such as 30s or 1h30m, not '" + text + "'");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    static String written(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : List.of("h", "m", "s")) {
            long one = MILLISECONDS.getOrDefault(unit, 1.0).longValue();
            if (millis > 0 && millis % one == 0) {
                return millis / one + unit;
            }
        }
        return millis + "ms";
    }
}
