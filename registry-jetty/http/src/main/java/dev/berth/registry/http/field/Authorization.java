package dev.berth.registry.http.field;

import dev.berth.registry.access.Credentials;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reads the credentials: the Authorization field (RFC 9110, section 11.6.2), or a certificate. */
public final class Authorization {
    private static final Credentials NONE = new Credentials.None();

    /** Credentials that match no user: malformed credentials are wrong ones, not missing ones. */
    private static final Credentials UNREADABLE = new Credentials.Basic("", "");

    private Authorization() {}

    /** The credentials in the header of a request, else of its connection. */
    public static Credentials of(HttpRequest request) {
        Optional<Credentials> said = request.header(HeaderName.AUTHORIZATION).flatMap(Authorization::parse);
        return said.or(() -> request.clientCertificate().map(Credentials.Certificate::new))
                .orElse(NONE);
    }

    private static Optional<Credentials> parse(String field) {
        int space = field.indexOf(' ');
        String scheme = space < 0 ? field : field.substring(0, space);
        String value = space < 0 ? "" : field.substring(space + 1).strip();
        if (scheme.equalsIgnoreCase("Basic")) {
            return basic(value);
        }
        return Optional.of(
                scheme.equalsIgnoreCase("Bearer") && !value.isEmpty() ? new Credentials.Bearer(value) : UNREADABLE);
    }

    /** Neither name nor password is what clients send that were challenged and have none: skopeo and podman do. */
    private static Optional<Credentials> basic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (pair.equals(":")) {
                return Optional.empty();
            }
            return Optional.of(
                    colon < 0
                            ? UNREADABLE
                            : new Credentials.Basic(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.of(UNREADABLE);
        }
    }
}
