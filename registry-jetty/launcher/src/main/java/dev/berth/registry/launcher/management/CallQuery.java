package dev.berth.registry.launcher.management;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of a call, in their order; those without a value are left out. */
record CallQuery(List<Parameter> parameters) {
    static final CallQuery NONE = new CallQuery(List.of());

    CallQuery {
        parameters = List.copyOf(parameters);
    }

    record Parameter(String name, String value) {
        @Override
        public String toString() {
            return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    CallQuery with(String name, Optional<String> value) {
        return with(name, value.stream().toList());
    }

    CallQuery with(String name, String value) {
        return with(name, List.of(value));
    }

    /** Adds a parameter once for each of its values. */
    CallQuery with(String name, List<String> values) {
        return new CallQuery(Stream.concat(
                        parameters.stream(), values.stream().map(value -> new Parameter(name, value)))
                .toList());
    }

    /** Adds a parameter that is true or absent. */
    CallQuery flag(String name, boolean isSet) {
        return with(name, isSet ? Optional.of("true") : Optional.empty());
    }

    /** The query of a URI. */
    String encoded() {
        return parameters.stream().map(Parameter::toString).collect(Collectors.joining("&"));
    }
}
