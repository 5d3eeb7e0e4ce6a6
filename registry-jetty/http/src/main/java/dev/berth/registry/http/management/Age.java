package dev.berth.registry.http.management;

import dev.berth.registry.http.field.Parameters;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Periods in parameters: a number with {@code s}, {@code m}, {@code h} or {@code d}. */
final class Age {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    private Age() {}

    static Optional<Duration> in(Parameters parameters, String name) {
        return parameters
                .query()
                .first(name)
                .map(text -> parse(text)
                        .orElseThrow(() -> Parameters.wrongValue(name, "a number with s, m, h or d, 30d for example")));
    }

    private static Optional<Duration> parse(String text) {
        Matcher age = FORM.matcher(text);
        return age.matches() ? Optional.of(of(Long.parseLong(age.group(1)), age.group(2))) : Optional.empty();
    }

    private static Duration of(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
