package dev.berth.registry.http;

import java.util.Objects;

/**
 * A header field of an answer.
 *
 * @param value without control characters, so that no value can end its field
 */
public record HttpHeader(HeaderName name, String value) {

    /** Refuses control characters. */
    public HttpHeader {
        Objects.requireNonNull(name, "name");
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) == 0x7f) {
                throw new IllegalArgumentException("control character in " + name);
            }
        }
    }
}
