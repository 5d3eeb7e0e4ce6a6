package dev.berth.registry.launcher.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The ways values are written. */
final class Formats {
    private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
    private static final Map<String, Double> MILLISECONDS =
            Map.of("ms", 1.0, "s", 1e3, "m", 60e3, "h", 3600e3, "d", 86_400e3);

    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})((?:[KMG]iB)?)");
    private static final Map<String, Long> BYTES = Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Formats() {}

    static Format<String> text() {
        return scalar(text -> text, text -> text);
    }

    static Format<Path> path() {
        return scalar(Path::of, Path::toString);
    }

    static Format<Integer> number(int least, int most) {
        return scalar(text -> inRange(text, least, most), number -> number);
    }

    /** A number of bytes, {@code 10485760}, or {@code 10MiB}. */
    static Format<Long> bytes() {
        return scalar(Formats::byteCount, number -> number);
    }

    static Format<URI> address() {
        return scalar(URI::create, URI::toString);
    }

    /** Regular expressions, in a list or one alone. */
    static Format<List<Pattern>> patterns() {
        return new Format<>(
                node -> elements(node).stream()
                        .map(Formats::scalarText)
                        .map(Pattern::compile)
                        .toList(),
                patterns -> patterns.stream().map(Pattern::pattern).toList());
    }

    /** A section whose names are nobody's settings, or the same as text. */
    static Format<String> document() {
        return new Format<>(Documents::json, text -> text);
    }

    static Format<Boolean> flag() {
        return scalar(Formats::truth, flag -> flag);
    }

    /** Whether a key is there at all, with or without a value. */
    static Format<Boolean> presence() {
        return new Format<>(Formats::isThere, flag -> flag, true);
    }

    /** {@code 1h30m}, {@code 500ms}, {@code 7d}; a bare number is refused, for nobody knows its unit. */
    static Format<Duration> duration() {
        return scalar(Formats::length, Formats::written);
    }

    /** One of the names of an enum, in lower case. */
    static <E extends Enum<E>> Format<E> oneOf(Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Formats::name).toList();
        return scalar(text -> constant(type, names, text), Formats::name);
    }

    static Format<HostPort> hostPort() {
        return scalar(HostPort::of, HostPort::toString);
    }

    static Format<List<String>> texts() {
        return new Format<>(
                node -> elements(node).stream().map(Formats::scalarText).toList(), List::copyOf);
    }

    static <T> Format<Optional<T>> optional(Format<T> format) {
        return new Format<>(
                node -> Optional.of(format.read(node)),
                value -> value.map(format::show).orElse(""));
    }

    /** Whether nothing was written, or {@code null}. */
    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static boolean isThere(Node node) {
        return !(node instanceof ScalarNode scalar) || isNull(node) || truth(scalar.getValue());
    }

    private static List<Node> elements(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    private static <T> Format<T> scalar(Function<String, T> reading, Function<T, Object> showing) {
        return new Format<>(node -> reading.apply(scalarText(node)), showing);
    }

    private static String scalarText(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        throw new IllegalArgumentException(
                "expected one value, not " + (node instanceof MappingNode ? "a mapping" : "a list"));
    }

    private static int inRange(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new IllegalArgumentException("expected a number from " + least + " to " + most + ", not '" + text + "'");
    }

    private static long byteCount(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException(
                    "expected a number of bytes such as 10485760 or 10MiB, not '" + text + "'");
        }
        long unit = BYTES.getOrDefault(size.group(2), 1L);
        return Math.multiplyExact(Long.parseLong(size.group(1)), unit);
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("expected true or false, not '" + text + "'");
        };
    }

    private static Duration length(String text) {
        Matcher part = DURATION_PART.matcher(text);
        double milliseconds = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            milliseconds += Double.parseDouble(part.group(1)) * MILLISECONDS.getOrDefault(part.group(2), 0.0);
            end = part.end();
        }
        if (end != text.length() || text.isEmpty()) {
            throw new IllegalArgumentException("expected a duration such as 30s or 1h30m, not '" + text + "'");
        }
        return Duration.ofMillis(Math.round(milliseconds));
    }

    private static String written(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : List.of("h", "m", "s")) {
            long one = MILLISECONDS.getOrDefault(unit, 1.0).longValue();
            if (millis > 0 && millis % one == 0) {
                return millis / one + unit;
            }
        }
        return millis + "ms";
    }

    private static <E extends Enum<E>> E constant(Class<E> type, List<String> names, String text) {
        int index = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new IllegalArgumentException("expected one of " + String.join(", ", names) + ", not '" + text + "'");
        }
        return type.getEnumConstants()[index];
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
