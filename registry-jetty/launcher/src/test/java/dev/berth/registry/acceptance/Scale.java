package dev.berth.registry.acceptance;

/** The size of a test: as large as the promise it proves, or small enough for a quick build. */
final class Scale {
    private static final boolean FULL = "full".equals(System.getProperty("berth.acceptance"));

    private Scale() {}

    /** {@code full} with {@code -Dberth.acceptance=full}, {@code quick} without. */
    static int of(int full, int quick) {
        return FULL ? full : quick;
    }
}
