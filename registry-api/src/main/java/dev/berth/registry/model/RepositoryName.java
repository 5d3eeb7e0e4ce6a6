package dev.berth.registry.model;

import java.util.Optional;

/**
 * The name of a repository (OCI Distribution Specification, "Pulling manifests").
 *
 * @param value at most 255 characters: components of lower-case letters and digits, within a component separated by one
 *     dot, one or two underscores or any number of hyphens, the components separated by slashes; never case-folded
 */
public record RepositoryName(String value) implements Comparable<RepositoryName> {
    private static final int LONGEST = 255;

    /** Refuses text that is not a repository name. */
    public RepositoryName {
        if (!isName(value)) {
            throw new IllegalArgumentException("not a repository name: " + Quoted.of(value));
        }
    }

    /** Reads untrusted text; empty when it is not a repository name. */
    public static Optional<RepositoryName> parse(String text) {
        return isName(text) ? Optional.of(new RepositoryName(text)) : Optional.empty();
    }

    /** Byte order, the order of the catalog. */
    @Override
    public int compareTo(RepositoryName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    /** One pass, no backtracking: a hostile name costs no more than its length. */
    private static boolean isName(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        int position = 0;
        boolean wantsWord = true;
        while (position < text.length()) {
            if (isAlphanumeric(text.charAt(position))) {
                position++;
                wantsWord = false;
            } else if (wantsWord) {
                return false;
            } else {
                position += separatorLength(text, position);
                wantsWord = true;
                if (position < text.length() && !isAlphanumeric(text.charAt(position))) {
                    return false;
                }
            }
        }
        return !wantsWord;
    }

    private static int separatorLength(String text, int start) {
        return switch (text.charAt(start)) {
            case '-' -> runLength(text, start, '-', Integer.MAX_VALUE);
            case '_' -> runLength(text, start, '_', 2);
            case '.', '/' -> 1;
            default -> 0;
        };
    }

    private static int runLength(String text, int start, char c, int longest) {
        int end = start;
        while (end < text.length() && end - start < longest && text.charAt(end) == c) {
            end++;
        }
        return end - start;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
