package dev.berth.registry.engine.migration;

/** Texts in byte order. */
final class Keys {
    private static final int LOWEST = '-';
    private static final int HIGHEST = 'z';

    private Keys() {}

    /** A text between two others, about in the middle of what keys can be: {@code low} itself when there is no room. */
    static String between(String low, String high) {
        int common = 0;
        while (common < low.length() && common < high.length() && low.charAt(common) == high.charAt(common)) {
            common++;
        }
        int from = common < low.length() ? low.charAt(common) : LOWEST;
        int to = common < high.length() ? high.charAt(common) : HIGHEST;
        if (to - from > 1) {
            return low.substring(0, common) + (char) ((from + to) / 2);
        }
        int next = common + 1 < low.length() ? low.charAt(common + 1) : LOWEST;
        if (common >= low.length() || next >= HIGHEST) {
            return low;
        }
        return low.substring(0, common + 1) + (char) ((next + HIGHEST + 1) / 2);
    }
}
