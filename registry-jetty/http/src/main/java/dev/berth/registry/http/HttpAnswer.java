package dev.berth.registry.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A status, header fields and a body.
 *
 * @param headers all but Content-Length, Date and Connection, which are the server's
 */
public record HttpAnswer(int status, List<HttpHeader> headers, HttpBody body) {

    /** Copies the headers. */
    public HttpAnswer {
        Objects.requireNonNull(body, "body");
        headers = List.copyOf(headers);
    }

    /** The first value of a header field. */
    public Optional<String> header(HeaderName name) {
        return headers.stream()
                .filter(header -> header.name() == name)
                .map(HttpHeader::value)
                .findFirst();
    }

    /** An answer with this status, yet without header fields and body. */
    public static Builder of(int status) {
        return new Builder(status);
    }

    /** Puts an answer together; for one thread, used once. */
    public static final class Builder {
        private final int status;
        private final List<HttpHeader> headers = new ArrayList<>(12);
        private HttpBody body = HttpBody.NONE;

        private Builder(int status) {
            this.status = status;
        }

        /** Adds a header field. */
        public Builder with(HeaderName name, String value) {
            headers.add(new HttpHeader(name, value));
            return this;
        }

        /** Adds a header field. */
        public Builder with(HttpHeader header) {
            headers.add(header);
            return this;
        }

        /** Adds header fields. */
        public Builder with(List<HttpHeader> more) {
            headers.addAll(more);
            return this;
        }

        /** Replaces the body, which is empty if not set. */
        public Builder body(HttpBody newBody) {
            body = newBody;
            return this;
        }

        boolean has(HeaderName name) {
            return headers.stream().anyMatch(header -> header.name() == name);
        }

        HttpBody body() {
            return body;
        }

        int status() {
            return status;
        }

        /** The answer. */
        public HttpAnswer build() {
            return new HttpAnswer(status, headers, body);
        }
    }
}
