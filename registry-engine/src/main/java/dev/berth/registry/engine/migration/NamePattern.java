package dev.berth.registry.engine.migration;

/** Names of repositories, where {@code *} stands for any text. */
final class NamePattern {
    private final String[] parts;

    NamePattern(String pattern) {
        parts = pattern.split("\\*", -1);
    }

    /** Text that every name begins with. */
    String beginning() {
        return parts[0];
    }

    /** Each part where it is found first: no backtracking. */
    boolean matches(String name) {
        if (parts.length == 1) {
            return name.equals(parts[0]);
        }
        String last = parts[parts.length - 1];
        if (!name.startsWith(parts[0])) {
            return false;
        }
        int position = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = name.indexOf(parts[i], position);
            if (found < 0) {
                return false;
            }
            position = found + parts[i].length();
        }
        return name.length() - position >= last.length() && name.endsWith(last);
    }
}
