package dev.berth.registry.http.management;

import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.TagPattern;
import dev.berth.registry.model.TagSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters that select tags. */
final class TagFilter {
    private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    private TagFilter() {}

    /** Reads a selection. Every tag is selected only by {@code all=true}, never by the lack of a filter. */
    static TagSelection of(Parameters parameters, Instant now) {
        TagSelection selection = new TagSelection(
                pattern(parameters, "match"),
                pattern(parameters, "except"),
                parameters.query().first("older_than").map(age -> now.minus(age(age))));
        boolean isAll = parameters.flag("all");
        if (isAll != selection.equals(TagSelection.ALL)) {
            throw Parameters.wrongValue("all", "true without match, except and older_than, absent with one of them");
        }
        return selection;
    }

    private static Optional<TagPattern> pattern(Parameters parameters, String name) {
        return parameters
                .query()
                .first(name)
                .map(text -> TagPattern.parse(text)
                        .orElseThrow(() -> Parameters.wrongValue(
                                name, "a pattern of tags: letters, digits, '_', '.', '-', '*' and '?'")));
    }

    private static Duration age(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw Parameters.wrongValue("older_than", "a number with s, m, h or d, 30d for example");
        }
        long number = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
