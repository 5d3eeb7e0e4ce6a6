package dev.berth.registry.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A selection of the tags of a repository; a tag is selected when all conditions hold.
 *
 * @param among only these tags; none of them need exist
 * @param matching only tags of this pattern
 * @param except no tags of this pattern
 * @param setBefore only tags that were last set before this time
 * @param unusedSince only tags that were last set before this time, and neither pulled nor confirmed since
 * @param spared the number of tags that are not selected although their names are: those that were set last, and of
 *     those set at the same time the last in byte order
 */
public record TagSelection(
        Optional<Set<Tag>> among,
        Optional<TagPattern> matching,
        Optional<TagPattern> except,
        Optional<Instant> setBefore,
        Optional<Instant> unusedSince,
        int spared) {
    /** Every tag. */
    public static final TagSelection ALL = new TagSelection(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

    /** Copies the tags. Refuses null and a negative number. */
    public TagSelection {
        among = among.map(Set::copyOf);
        Objects.requireNonNull(matching, "matching");
        Objects.requireNonNull(except, "except");
        Objects.requireNonNull(setBefore, "setBefore");
        Objects.requireNonNull(unusedSince, "unusedSince");
        if (spared < 0) {
            throw new IllegalArgumentException("negative number: " + spared);
        }
    }

    /** The same for tags of a set. */
    public TagSelection among(Set<Tag> tags) {
        return new TagSelection(Optional.of(tags), matching, except, setBefore, unusedSince, spared);
    }

    /** The same for tags of a pattern. */
    public TagSelection matching(TagPattern pattern) {
        return new TagSelection(among, Optional.of(pattern), except, setBefore, unusedSince, spared);
    }

    /** The same without the tags of a pattern. */
    public TagSelection except(TagPattern pattern) {
        return new TagSelection(among, matching, Optional.of(pattern), setBefore, unusedSince, spared);
    }

    /** The same for tags that were last set before a time. */
    public TagSelection setBefore(Instant time) {
        return new TagSelection(among, matching, except, Optional.of(time), unusedSince, spared);
    }

    /** The same for tags that were neither set nor used since a time. */
    public TagSelection unusedSince(Instant time) {
        return new TagSelection(among, matching, except, setBefore, Optional.of(time), spared);
    }

    /** The same without the newest tags among those whose names are selected. */
    public TagSelection sparing(int newest) {
        return new TagSelection(among, matching, except, setBefore, unusedSince, newest);
    }

    /** True when the name of a tag is selected. */
    public boolean names(Tag tag) {
        return among.map(tags -> tags.contains(tag)).orElse(true)
                && matching.map(pattern -> pattern.matches(tag)).orElse(true)
                && !except.map(pattern -> pattern.matches(tag)).orElse(false);
    }

    /** True when a tag is selected by the time at which it was last set. */
    public boolean reaches(Instant set) {
        return setBefore.map(set::isBefore).orElse(true)
                && unusedSince.map(set::isBefore).orElse(true);
    }
}
