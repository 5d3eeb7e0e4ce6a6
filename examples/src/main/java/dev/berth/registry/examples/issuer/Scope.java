package dev.berth.registry.examples.issuer;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A requested scope: {@code repository:team/app:pull,push} (the Docker token protocol, "Token scope").
 *
 * @param type {@code repository} or {@code registry}
 */
record Scope(String type, String name, Set<String> actions) {

    /** Reads one; names may contain colons. Empty when it is none. */
    static Optional<Scope> parse(String text) {
        int first = text.indexOf(':');
        int last = text.lastIndexOf(':');
        if (first < 1 || last <= first + 1) {
            return Optional.empty();
        }
        Set<String> actions =
                new LinkedHashSet<>(Arrays.asList(text.substring(last + 1).split(",", -1)));
        return Optional.of(new Scope(text.substring(0, first), text.substring(first + 1, last), actions));
    }
}
