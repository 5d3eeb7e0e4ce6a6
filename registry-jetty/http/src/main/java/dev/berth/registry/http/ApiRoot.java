package dev.berth.registry.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operations below one path prefix, {@code /v2/} for example, as a table: paths, methods, needed permissions and
 * handlers. Routing, {@code Allow}, OPTIONS, access control and errors follow from it. Immutable.
 */
public final class ApiRoot {
    private final String prefix;
    private final List<HttpHeader> headers;
    private final List<Endpoint> endpoints;
    private final List<Endpoint> immediate;
    private final ErrorForm errors;
    private final boolean isServedUnready;

    private ApiRoot(Builder builder) {
        prefix = builder.prefix;
        headers = List.copyOf(builder.headers);
        endpoints = builder.endpoints.stream().map(Endpoint.Builder::build).toList();
        errors = builder.errors;
        isServedUnready = builder.isServedUnready;
        immediate = endpoints.stream().filter(Endpoint::isImmediate).toList();
    }

    /** A table without endpoints for the paths below a prefix, which begins and ends in a slash. */
    public static Builder below(String prefix) {
        return new Builder(prefix);
    }

    /**
     * True when a path, as it was sent, is the prefix with or without its last slash, or is below it. The table of
     * {@code /} owns that path only.
     */
    boolean owns(String path) {
        if (prefix.length() == 1) {
            return path.equals(prefix);
        }
        return path.startsWith(prefix) || (path.length() == prefix.length() - 1 && prefix.startsWith(path));
    }

    /** True when the answer at a path waits for no store, so that it needs no thread of its own. */
    boolean isImmediate(String path) {
        return !immediate.isEmpty() && immediate.stream().anyMatch(endpoint -> endpoint.matches(path));
    }

    /**
     * Reads a path as it was sent.
     *
     * @return empty when there is no such endpoint
     * @throws Refusal NAME_INVALID when there is one, and the repository name in the path is not valid
     */
    Optional<Route> find(String path) {
        for (Endpoint endpoint : endpoints) {
            Optional<Route> route = endpoint.route(path);
            if (route.isPresent()) {
                return route;
            }
        }
        return Optional.empty();
    }

    /** The template that a path as it was sent matches, with a valid repository name or not. */
    Optional<String> template(String path) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.matches(path))
                .map(Endpoint::template)
                .findFirst();
    }

    /** The header fields of every answer of this root. */
    List<HttpHeader> headers() {
        return headers;
    }

    /** The form of the errors of this root. */
    ErrorForm errors() {
        return errors;
    }

    /** True when a server that refuses requests while it is unready answers those of this root nevertheless. */
    boolean isServedUnready() {
        return isServedUnready;
    }

    /** The endpoints in the order in which paths are compared with them. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Collects endpoints; for one thread, used once. */
    public static final class Builder {
        private final String prefix;
        private final List<HttpHeader> headers = new ArrayList<>();
        private final List<Endpoint.Builder> endpoints = new ArrayList<>();
        private ErrorForm errors = ErrorForm.REGISTRY;
        private boolean isServedUnready;

        private Builder(String prefix) {
            if (!prefix.startsWith("/") || !prefix.endsWith("/")) {
                throw new IllegalArgumentException("an API root begins and ends in a slash, not: " + prefix);
            }
            this.prefix = prefix;
        }

        /** Adds a header field to every answer of this root. */
        public Builder header(HttpHeader header) {
            headers.add(header);
            return this;
        }

        /** Answers errors of this root in the form {@link ErrorForm#REGISTRY} if not set. */
        public Builder errors(ErrorForm form) {
            errors = form;
            return this;
        }

        /** Answers requests of this root also where {@link RegistryProtocol#refusingWhile} refuses others. */
        public Builder servedUnready() {
            isServedUnready = true;
            return this;
        }

        /**
         * Adds an endpoint. {@code {name}} stands for a repository name of any number of segments, one other
         * placeholder for one segment after it; the fixed text is compared from both ends. A template that ends in a
         * slash also matches without it. The first template that a path matches decides.
         *
         * @throws IllegalArgumentException when the template is not below the prefix, or cannot be compared that way
         */
        public Endpoint.Builder endpoint(String template) {
            if (!template.startsWith(prefix)) {
                throw new IllegalArgumentException(template + " is not below " + prefix);
            }
            Endpoint.Builder endpoint = new Endpoint.Builder(template);
            endpoints.add(endpoint);
            return endpoint;
        }

        /** The table. */
        public ApiRoot build() {
            return new ApiRoot(this);
        }
    }
}
