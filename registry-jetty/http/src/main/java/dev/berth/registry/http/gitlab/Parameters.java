package dev.berth.registry.http.gitlab;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.http.field.Query;
import dev.berth.registry.model.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the parameters of a request. The detail of a refusal names the parameter and the allowed values. */
record Parameters(Query query) {
    static final int MOST = 1_000;
    private static final int USUAL = 100;
    private static final int LONGEST_NUMBER = 9;

    /** A number from 1 to 1,000. */
    int limit() {
        String text = query.first("n").orElse(Integer.toString(USUAL));
        String allowed = "a whole number from 1 to " + MOST;
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw wrongType("n", allowed);
        }
        int limit = text.length() > LONGEST_NUMBER ? Integer.MAX_VALUE : Integer.parseInt(text);
        if (limit < 1 || limit > MOST) {
            throw wrongValue("n", allowed);
        }
        return limit;
    }

    /** One of a few values. */
    Optional<String> oneOf(String name, List<String> allowed) {
        Optional<String> value = query.first(name);
        if (value.isPresent() && !allowed.contains(value.get())) {
            throw wrongValue(name, String.join(", ", allowed));
        }
        return value;
    }

    /** True, false, or not there, which is false. */
    boolean flag(String name) {
        String value = query.first(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw wrongType(name, "true, false");
        }
        return value.equals("true");
    }

    /** A part of the name of a tag. */
    String part(String name) {
        String text = query.first(name).orElse("");
        if (query.first(name).isPresent()
                && Tag.parse("_" + text).isEmpty()
                && Tag.parse(text).isEmpty()) {
            throw wrongValue(name, "part of a tag: letters, digits, '_', '.' and '-'");
        }
        return text;
    }

    /** A tag. */
    Optional<Tag> tag(String name) {
        return query.first(name).map(text -> Tag.parse(text).orElseThrow(() -> wrongValue(name, "a tag")));
    }

    /** Refuses two parameters that exclude each other. */
    void notBoth(String one, String other) {
        if (query.first(one).isPresent() && query.first(other).isPresent()) {
            throw wrongValue(one, "only without " + other);
        }
    }

    static RegistryException wrongType(String name, String allowed) {
        return refusal(ErrorCode.INVALID_QUERY_PARAMETER_TYPE, name, allowed);
    }

    static RegistryException wrongValue(String name, String allowed) {
        return refusal(ErrorCode.INVALID_QUERY_PARAMETER_VALUE, name, allowed);
    }

    private static RegistryException refusal(ErrorCode code, String name, String allowed) {
        return new RegistryException(
                code,
                "parameter " + name + " is not valid; allowed: " + allowed,
                Map.of("parameter", name, "allowed", allowed));
    }
}
