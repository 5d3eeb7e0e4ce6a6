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

    private static boolean isPath(String text) {
        for (String segment : text.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || !hasSafeCharacters(segment)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasSafeCharacters(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if (!isSafe(segment.charAt(i))) {
                return false;
            }
        }
        return true;
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
