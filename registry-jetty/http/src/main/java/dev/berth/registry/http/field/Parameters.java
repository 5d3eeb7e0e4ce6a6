package dev.berth.registry.http.field;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the parameters of a request. The detail of a refusal names the parameter and the allowed values. */
public record Parameters(Query query) {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;
    private static final int LONGEST_NUMBER = 9;

    /**
     * Refuses parameters of other names, and those that are given more than once: of {@code dry_run=false&dry_run=true}
     * neither is what the client means.
     */
    public void only(String... names) {
        requireKnown(List.of(names));
        requireSingle(query.names());
    }

    /** As {@link #only}, but this one parameter may be given more than once. */
    public void onlyWithSeveral(String repeatable, String... names) {
        List<String> known = new ArrayList<>(List.of(names));
        known.add(repeatable);
        requireKnown(known.stream().sorted().toList());
        requireSingle(
                query.names().stream().filter(name -> !name.equals(repeatable)).toList());
    }

    private void requireKnown(List<String> known) {
        for (String name : query.names()) {
            if (!known.contains(name)) {
                throw wrongValue(name, known.isEmpty() ? "no parameters" : String.join(", ", known));
            }
        }
    }

    private static void requireSingle(List<String> names) {
        Set<String> given = new HashSet<>();
        for (String name : names) {
            if (!given.add(name)) {
                throw wrongValue(name, "one value");
            }
        }
    }

    /** The number of items in a page: a number from 1 to 1,000, and 100 if absent. */
    public int limit(String name) {
        String text = query.first(name).orElse(Integer.toString(USUAL));
        String allowed = "a whole number from 1 to " + MOST;
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw wrongType(name, allowed);
        }
        int limit = text.length() > LONGEST_NUMBER ? Integer.MAX_VALUE : Integer.parseInt(text);
        if (limit < 1 || limit > MOST) {
            throw wrongValue(name, allowed);
        }
        return limit;
    }

    /** One of a few values. */
    public Optional<String> oneOf(String name, List<String> allowed) {
        Optional<String> value = query.first(name);
        if (value.isPresent() && !allowed.contains(value.get())) {
            throw wrongValue(name, String.join(", ", allowed));
        }
        return value;
    }

    /** True, false, or not there, which is false. */
    public boolean flag(String name) {
        String value = query.first(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw wrongType(name, "true, false");
        }
        return value.equals("true");
    }

    /** A part of the name of a tag. */
    public String part(String name) {
        String text = query.first(name).orElse("");
        if (query.first(name).isPresent()
                && Tag.parse("_" + text).isEmpty()
                && Tag.parse(text).isEmpty()) {
            throw wrongValue(name, "part of a tag: letters, digits, '_', '.' and '-'");
        }
        return text;
    }

    /** A tag. */
    public Optional<Tag> tag(String name) {
        return query.first(name).map(text -> Tag.parse(text).orElseThrow(() -> wrongValue(name, "a tag")));
    }

    /** Refuses two parameters that exclude each other. */
    public void notBoth(String one, String other) {
        if (query.first(one).isPresent() && query.first(other).isPresent()) {
            throw wrongValue(one, "only without " + other);
        }
    }

    /** The refusal of a parameter that is not of the right type. */
    public static RegistryException wrongType(String name, String allowed) {
        return refusal(ErrorCode.INVALID_QUERY_PARAMETER_TYPE, name, allowed);
    }

    /** The refusal of a parameter with a value that is not allowed. */
    public static RegistryException wrongValue(String name, String allowed) {
        return refusal(ErrorCode.INVALID_QUERY_PARAMETER_VALUE, name, allowed);
    }

    private static RegistryException refusal(ErrorCode code, String name, String allowed) {
        return new RegistryException(
                code,
                "parameter " + name + " is not valid; allowed: " + allowed,
                Map.of("parameter", name, "allowed", allowed));
    }
}
