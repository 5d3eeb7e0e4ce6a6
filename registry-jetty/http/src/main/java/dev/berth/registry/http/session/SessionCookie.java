package dev.berth.registry.http.session;

import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie of a session (RFC 6265). Over TLS its name has the prefix {@code __Host-}, with which browsers accept it
 * from this host only, and never over plain HTTP.
 */
final class SessionCookie {
    /** Browsers keep cookies of up to 4,096 bytes with name and attributes. */
    static final int LONGEST = 3_800;

    private static final String NAME = "berth_session";

    private SessionCookie() {}

    /** The value of the cookie; most requests have none, and look no further. */
    static Optional<String> value(HttpRequest request) {
        if (request.header(HeaderName.COOKIE).isEmpty()) {
            return Optional.empty();
        }
        String begin = name(request) + "=";
        for (String line : request.headers(HeaderName.COOKIE)) {
            for (String pair : line.split(";", -1)) {
                if (pair.strip().startsWith(begin)) {
                    return Optional.of(pair.strip().substring(begin.length()));
                }
            }
        }
        return Optional.empty();
    }

    static HttpHeader set(HttpRequest request, String value, Duration life) {
        return new HttpHeader(
                HeaderName.SET_COOKIE,
                name(request) + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Strict"
                        + (isSecure(request) ? "; Secure" : ""));
    }

    private static String name(HttpRequest request) {
        return isSecure(request) ? "__Host-" + NAME : NAME;
    }

    private static boolean isSecure(HttpRequest request) {
        return request.origin().startsWith("https://");
    }
}
