package dev.berth.registry.http.management;

import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.TagPattern;
import dev.berth.registry.model.TagSelection;
import java.time.Instant;
import java.util.Optional;

/** The parameters that select tags. */
final class TagFilter {
    private TagFilter() {}

    /** Reads a selection. Every tag is selected only by {@code all=true}, never by the lack of a filter. */
    static TagSelection of(Parameters parameters, Instant now) {
        TagSelection selection = new TagSelection(
                pattern(parameters, "match"),
                pattern(parameters, "except"),
                Age.in(parameters, "older_than").map(now::minus),
                Age.in(parameters, "unused_for").map(now::minus),
                spared(parameters));
        boolean isAll = parameters.flag("all");
        if (isAll != selection.equals(TagSelection.ALL)) {
            throw Parameters.wrongValue("all", "true without another filter, absent with one");
        }
        return selection;
    }

    private static int spared(Parameters parameters) {
        return parameters.query().first("keep_newest").isPresent() ? parameters.limit("keep_newest") : 0;
    }

    private static Optional<TagPattern> pattern(Parameters parameters, String name) {
        return parameters
                .query()
                .first(name)
                .map(text -> TagPattern.parse(text)
                        .orElseThrow(() -> Parameters.wrongValue(
                                name, "a pattern of tags: letters, digits, '_', '.', '-', '*' and '?'")));
    }
}
