package dev.berth.registry.model;

/**
 * The name of an object in blob storage. A key is written once and never used again, and no key is a path prefix of
 * another: {@code a} and {@code a/b} never both exist.
 *
 * @param value 1 to 1024 characters of {@code [A-Za-z0-9._/-]}, without empty, {@code .} or {@code ..} segments, so
 *     that no path made of it leaves its root
 */
public record StorageKey(String value) implements Comparable<StorageKey> {
    private static final int LONGEST = 1024;

    /** Refuses a key that is not safe as a relative path. */
    public StorageKey {
        if (value.length() > LONGEST || !isPath(value)) {
            throw new IllegalArgumentException("not a storage key");
        }
    }

    /**
     * True when the key has a slash. The engine creates no such keys: an object with one was imported from another
     * registry or written by another program.
     */
    public boolean isPath() {
        return value.indexOf('/') >= 0;
    }

    /** Byte order. */
    @Override
    public int compareTo(StorageKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    /** One pass: listings of an import create a key for each file of a registry. */
    private static boolean isPath(String text) {
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/') {
                if (!isSegment(text, begin, i)) {
                    return false;
                }
                begin = i + 1;
            } else if (!isSafe(c)) {
                return false;
            }
        }
        return isSegment(text, begin, text.length());
    }

    /** Neither empty nor one or two dots. */
    private static boolean isSegment(String text, int begin, int end) {
        int length = end - begin;
        return length > 2 || (length > 0 && (text.charAt(begin) != '.' || text.charAt(end - 1) != '.'));
    }

    private static boolean isSafe(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
