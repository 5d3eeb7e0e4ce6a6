package dev.berth.registry.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A selection of the tags of a repository; a tag is selected when all conditions hold.
 *
 * @param matching only tags of this pattern
 * @param except no tags of this pattern
 * @param setBefore only tags that were last set before this time
 */
public record TagSelection(Optional<TagPattern> matching, Optional<TagPattern> except, Optional<Instant> setBefore) {
    /** Every tag. */
    public static final TagSelection ALL = new TagSelection(Optional.empty(), Optional.empty(), Optional.empty());

    /** Refuses null. */
    public TagSelection {
        Objects.requireNonNull(matching, "matching");
        Objects.requireNonNull(except, "except");
        Objects.requireNonNull(setBefore, "setBefore");
    }

    /** The same for tags of a pattern. */
    public TagSelection matching(TagPattern pattern) {
        return new TagSelection(Optional.of(pattern), except, setBefore);
    }

    /** The same without the tags of a pattern. */
    public TagSelection except(TagPattern pattern) {
        return new TagSelection(matching, Optional.of(pattern), setBefore);
    }

    /** The same for tags that were last set before a time. */
    public TagSelection setBefore(Instant time) {
        return new TagSelection(matching, except, Optional.of(time));
    }

    /** True when a tag that was last set at a time is selected. */
    public boolean selects(Tag tag, Instant set) {
        return matching.map(pattern -> pattern.matches(tag)).orElse(true)
                && !except.map(pattern -> pattern.matches(tag)).orElse(false)
                && setBefore.map(set::isBefore).orElse(true);
    }
}
