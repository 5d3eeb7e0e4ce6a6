package dev.berth.registry.http.session;

import dev.berth.registry.access.Credentials;
import java.time.Instant;
import java.util.Objects;

/**
 * A login of a browser.
 *
 * @param credentials those of the login, with which its requests are authenticated
 * @param expires the time at which it ends
 * @param csrfToken the text that a request must repeat in {@code X-CSRF-Token} to change something
 */
public record Session(Credentials credentials, Instant expires, String csrfToken) {

    /** Refuses null. */
    public Session {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(expires, "expires");
        Objects.requireNonNull(csrfToken, "csrfToken");
    }

    /** The name of the user; empty for a token. */
    public String user() {
        return credentials instanceof Credentials.Basic login ? login.user() : "";
    }

    /** Without credentials and token. */
    @Override
    public String toString() {
        return "Session[expires=" + expires + "]";
    }
}
