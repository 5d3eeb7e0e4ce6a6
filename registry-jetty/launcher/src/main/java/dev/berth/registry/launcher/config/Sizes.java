package dev.berth.registry.launcher.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of numbers of bytes: {@code 10485760} or {@code 10MiB}. */
final class Sizes {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})((?:[KMG]iB)?)");
    private static final Map<String, Long> BYTES = Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Sizes() {}

    static long parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException(
                    "expected a number of bytes such as 10485760 or 10MiB, not '" + text + "'");
        }
        long unit = BYTES.getOrDefault(size.group(2), 1L);
        return Math.multiplyExact(Long.parseLong(size.group(1)), unit);
    }
}
