package dev.berth.registry.launcher.config;

import com.google.re2j.PatternSyntaxException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The ways values are written. */
final class Formats {
    private Formats() {}

    static Format<String> text() {
        return scalar(text -> text, text -> text);
    }

    static Format<String> schemaName() {
        return scalar(Formats::schemaName, text -> text);
    }

    /** A version of three numbers and an optional suffix. */
    static Format<String> version() {
        return scalar(Formats::version, text -> text);
    }

    private static String version(String text) {
        if (!text.matches("[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}(-[0-9a-zA-Z.-]{1,32})?")) {
            throw new IllegalArgumentException("not a version like 4.30.0 or 4.30.0-gitlab");
        }
        return text;
    }

    static Format<Path> path() {
        return scalar(Path::of, Path::toString);
    }

    static Format<Integer> number(int least, int most) {
        return scalar(text -> inRange(text, least, most), number -> number);
    }

    /** A part of the whole: above 0 and at most 1. */
    static Format<Double> share() {
        return scalar(Formats::part, share -> share);
    }

    /** A number of bytes, {@code 10485760}, or {@code 10MiB}. */
    static Format<Long> bytes() {
        return scalar(Sizes::parse, number -> number);
    }

    /** A URL; user, password and query are not shown. */
    static Format<URI> address() {
        return scalar(Urls::parse, url -> Urls.shown(url.toString()));
    }

    /** A text that may be a URL; then its user, password and query are not shown. */
    static Format<String> textOrUrl() {
        return scalar(text -> text, Urls::shown);
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

    /** Regular expressions for texts of clients: matching takes linear time. */
    static Format<List<com.google.re2j.Pattern>> linearPatterns() {
        return new Format<>(
                node -> elements(node).stream()
                        .map(Formats::scalarText)
                        .map(Formats::linearPattern)
                        .toList(),
                patterns ->
                        patterns.stream().map(com.google.re2j.Pattern::pattern).toList());
    }

    private static com.google.re2j.Pattern linearPattern(String text) {
        try {
            return com.google.re2j.Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression of RE2: " + e.getMessage(), e);
        }
    }

    /** A section whose names are free, or the same as text. */
    static Format<String> document() {
        return new Format<>(Documents::json, text -> text);
    }

    static Format<Boolean> flag() {
        return scalar(Formats::truth, flag -> flag);
    }

    /** True when a key is present, with or without a value. */
    static Format<Boolean> presence() {
        return new Format<>(Formats::isThere, flag -> flag, true);
    }

    /** {@code 1h30m}, {@code 500ms}, {@code 7d}, or a number of seconds. */
    static Format<Duration> duration() {
        return scalar(Durations::parse, Durations::written);
    }

    /** A duration; -1 is none, as GitLab's registry reads it. */
    static Format<Duration> delay() {
        return scalar(text -> text.equals("-1") ? Duration.ZERO : Durations.parse(text), Durations::written);
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

    /** True without a value, or for {@code null}. */
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
            // Reported below.
        }
        throw new IllegalArgumentException("expected a number from " + least + " to " + most + ", not '" + text + "'");
    }

    private static String schemaName(String text) {
        if (!text.matches("(?!pg_)[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(
                    "expected a schema name of lower-case letters, digits and underscores," + " not '" + text + "'");
        }
        return text;
    }

    private static double part(String text) {
        try {
            double part = Double.parseDouble(text);
            if (part > 0 && part <= 1) {
                return part;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IllegalArgumentException("expected a number above 0 and at most 1, not '" + text + "'");
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("expected true or false, not '" + text + "'");
        };
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
