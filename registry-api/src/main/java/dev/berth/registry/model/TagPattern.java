package dev.berth.registry.model;

import java.util.Optional;

/**
 * A pattern of tags: a tag in which {@code *} stands for any number of characters and {@code ?} for one. A comparison
 * takes time in proportion to the lengths of tag and pattern.
 *
 * @param value 1 to 128 characters of tags, {@code *} and {@code ?}
 */
public record TagPattern(String value) {
    private static final int LONGEST = 128;

    /** Refuses text that is not a pattern. */
    public TagPattern {
        if (!isPattern(value)) {
            throw new IllegalArgumentException("not a pattern of tags: " + Quoted.of(value));
        }
    }

    /** Reads untrusted text; empty when it is not a pattern. */
    public static Optional<TagPattern> parse(String text) {
        return isPattern(text) ? Optional.of(new TagPattern(text)) : Optional.empty();
    }

    /** True when a tag is of this pattern. */
    public boolean matches(Tag tag) {
        String text = tag.value();
        int position = 0;
        int place = 0;
        int star = -1;
        int resumed = 0;
        while (position < text.length()) {
            if (place < value.length() && value.charAt(place) == '*') {
                star = place++;
                resumed = position;
            } else if (place < value.length() && isSame(value.charAt(place), text.charAt(position))) {
                place++;
                position++;
            } else if (star >= 0) {
                place = star + 1;
                position = ++resumed;
            } else {
                return false;
            }
        }
        return value.substring(place).chars().allMatch(c -> c == '*');
    }

    private static boolean isSame(char pattern, char c) {
        return pattern == '?' || pattern == c;
    }

    @Override
    public String toString() {
        return value;
    }

    /** With its wildcards replaced and something before it, a pattern is a tag. */
    private static boolean isPattern(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars()
                        .allMatch(c -> c == '*'
                                || c == '?'
                                || Tag.parse("_" + (char) c).isPresent());
    }
}
