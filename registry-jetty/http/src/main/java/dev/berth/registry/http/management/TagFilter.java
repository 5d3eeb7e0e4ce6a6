package dev.berth.registry.http.management;

import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagPattern;
import dev.berth.registry.model.TagSelection;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parameters that select tags. */
final class TagFilter {
    /** The greatest number of tags that a request names: with the longest names they fit into 16 KiB. */
    private static final int MOST_NAMED = 100;

    private TagFilter() {}

    /** Reads a selection. Every tag is selected only by {@code all=true}, never by the lack of a filter. */
    static TagSelection of(Parameters parameters, Instant now) {
        TagSelection selection = new TagSelection(
                named(parameters),
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

    private static Optional<Set<Tag>> named(Parameters parameters) {
        List<String> names = parameters.query().all("tag");
        if (names.size() > MOST_NAMED) {
            throw Parameters.wrongValue("tag", "at most " + MOST_NAMED + " tags");
        }
        Set<Tag> tags = new HashSet<>();
        for (String name : names) {
            tags.add(Tag.parse(name).orElseThrow(() -> Parameters.wrongValue("tag", "a tag")));
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(tags);
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
