package dev.berth.registry.http;

import java.util.Optional;

/** A request method of the endpoints. */
public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE,
    OPTIONS;

    private static final Method[] ALL = values();

    static Optional<Method> parse(String text) {
        for (Method method : ALL) {
            if (method.name().equals(text)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }
}
