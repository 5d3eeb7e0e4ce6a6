package dev.berth.registry.http;

import dev.berth.registry.http.Operation.Handler;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A path of an API root, and its operations by method. Immutable. */
public final class Endpoint {
    private final PathTemplate path;
    private final Map<Method, Operation> operations;
    private final String allowed;
    private final boolean isImmediate;

    private Endpoint(Builder builder) {
        path = builder.path;
        operations = new EnumMap<>(builder.operations);
        isImmediate = builder.isImmediate;
        allowed = Stream.concat(operations.keySet().stream(), Stream.of(Method.OPTIONS))
                .map(Method::name)
                .collect(Collectors.joining(", "));
    }

    /** The path with placeholders, by which metrics and logs are grouped. */
    public String template() {
        return path.toString();
    }

    /** The value of Allow: the methods of the table and OPTIONS. */
    public String allowed() {
        return allowed;
    }

    Optional<Operation> operation(Method method) {
        return Optional.ofNullable(operations.get(method));
    }

    Optional<Route> route(String sent) {
        return path.match(sent).map(match -> Route.of(this, match));
    }

    boolean matches(String sent) {
        return path.match(sent).isPresent();
    }

    boolean isImmediate() {
        return isImmediate;
    }

    @Override
    public String toString() {
        return template();
    }

    /** Collects the operations of an endpoint; for one thread, used once. */
    public static final class Builder {
        private final PathTemplate path;
        private final Map<Method, Operation> operations = new EnumMap<>(Method.class);
        private boolean isImmediate;

        Builder(String template) {
            path = PathTemplate.of(template);
        }

        /** Adds the operation of a method. */
        public Builder on(Method method, Needs needs, Handler handler) {
            operations.put(method, new Operation(needs, handler));
            return this;
        }

        /** Adds the operation of GET and HEAD; the answer to HEAD is sent without its body. */
        public Builder read(Needs needs, Handler handler) {
            return on(Method.GET, needs, handler).on(Method.HEAD, needs, handler);
        }

        /** States that no operation here waits for a store. */
        public Builder immediate() {
            isImmediate = true;
            return this;
        }

        Endpoint build() {
            return new Endpoint(this);
        }
    }
}
