package dev.berth.registry.http.field;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.http.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a request. A plus is a plus: no parameter of the protocol can contain a space, and media types
 * contain pluses that not every client escapes.
 */
public final class Query {
    private static final Query EMPTY = new Query(List.of());

    private final List<Parameter> parameters;

    private Query(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    private record Parameter(String name, String value) {}

    /** Reads a query as it was sent. */
    public static Query parse(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                parameters.add(parameter(text.substring(start, end)));
            }
            start = end + 1;
        }
        return new Query(parameters);
    }

    /** The first value of a parameter. */
    public Optional<String> first(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                return Optional.of(parameter.value);
            }
        }
        return Optional.empty();
    }

    /** All values of a parameter, in the order of the query. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                values.add(parameter.value);
            }
        }
        return values;
    }

    /** The names of the parameters, in the order of the query. */
    public List<String> names() {
        return parameters.stream().map(Parameter::name).toList();
    }

    private static Parameter parameter(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new Parameter(decode(text), "")
                : new Parameter(decode(text.substring(0, equals)), decode(text.substring(equals + 1)));
    }

    private static String decode(String text) {
        return Percent.decode(text)
                .orElseThrow(() -> Refusal.because(
                        400, ErrorCode.UNSUPPORTED, "the query of the request is not properly percent-encoded"));
    }
}
