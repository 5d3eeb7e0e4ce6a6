package dev.berth.registry.launcher.management;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of a call, in their order; those without a value are left out. */
final class CallQuery {
    private final Map<String, String> parameters = new LinkedHashMap<>();

    CallQuery with(String name, Optional<String> value) {
        value.ifPresent(text -> parameters.put(name, text));
        return this;
    }

    CallQuery with(String name, String value) {
        return with(name, Optional.of(value));
    }

    /** Adds a parameter that is true or absent. */
    CallQuery flag(String name, boolean isSet) {
        return with(name, isSet ? Optional.of("true") : Optional.empty());
    }

    Map<String, String> parameters() {
        return new LinkedHashMap<>(parameters);
    }

    /** The query of a URI, encoded. */
    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
