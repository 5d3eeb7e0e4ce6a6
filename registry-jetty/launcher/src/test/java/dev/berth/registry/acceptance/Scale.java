package dev.berth.registry.acceptance;

/** How large a test is: as large as the promise it proves, or as a quick build bears. */
final class Scale {
    private static final boolean FULL = "full".equals(System.getProperty("berth.acceptance"));

    private Scale() {}

    /** {@code full} with {@code -Dberth.acceptance=full}, {@code quick} without. */
    static int of(int full, int quick) {
        return FULL ? full : quick;
    }
}
