package dev.berth.registry.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of an endpoint with its placeholders. A repository name may itself contain the words of a template,
 * {@code blobs} or {@code tags} for example; therefore what follows it is compared from the right-hand end.
 */
final class PathTemplate {
    private static final Pattern FORM = Pattern.compile("(?<head>/[^{}]*)"
            + "(?:(?<name>\\{name})(?<tail>(?:/[^{}]*)?))?"
            + "(?:(?<=/)(?<argument>\\{(?!name})[a-z_]+})(?<end>/?))?");

    private final String text;
    private final String head;
    private final boolean hasName;
    private final String tail;
    private final boolean hasArgument;
    private final String end;

    private PathTemplate(String text, Matcher parts) {
        this.text = text;
        head = parts.group("head");
        hasName = parts.group("name") != null;
        tail = part(parts, "tail");
        hasArgument = parts.group("argument") != null;
        end = part(parts, "end");
    }

    private static String part(Matcher parts, String name) {
        return Optional.ofNullable(parts.group(name)).orElse("");
    }

    /** The parts of a path that placeholders stand for, as they were sent. */
    record Match(Optional<String> name, String argument) {}

    static PathTemplate of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a template is fixed text, {name} and one argument, not: " + text);
        }
        return new PathTemplate(text, parts);
    }

    Optional<Match> match(String sent) {
        String path = text.endsWith("/") && !sent.endsWith("/") ? sent + "/" : sent;
        if (!path.startsWith(head) || !path.endsWith(end)) {
            return Optional.empty();
        }
        int argumentEnd = path.length() - end.length();
        int argumentBegin = hasArgument ? path.lastIndexOf('/', argumentEnd - 1) + 1 : argumentEnd;
        int nameEnd = argumentBegin - tail.length();
        boolean hasTail =
                hasName ? nameEnd >= head.length() && path.startsWith(tail, nameEnd) : argumentBegin == head.length();
        return hasTail
                ? Optional.of(new Match(name(path, nameEnd), path.substring(argumentBegin, argumentEnd)))
                : Optional.empty();
    }

    private Optional<String> name(String path, int nameEnd) {
        return hasName ? Optional.of(path.substring(head.length(), nameEnd)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
