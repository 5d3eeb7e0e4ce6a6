package dev.berth.registry.http.limit;

import dev.berth.registry.access.Credentials;
import java.util.Optional;

/**
 * Observes clients that are refused by a limit or for their credentials, for metrics. Called on the thread of the
 * request; must neither block nor throw. Safe for use by any number of threads.
 */
public interface RefusalListener {
    /** Observes nothing. */
    RefusalListener NONE = new RefusalListener() {};

    /** A limit that a client can exceed. */
    enum Limit {
        /** The requests of an address. */
        ADDRESS,
        /** The requests of a caller. */
        CALLER,
        /** The wrong passwords of an address. */
        FAILED_LOGINS,
        /** The requests of an address in progress. */
        CONCURRENCY
    }

    /** A kind of credentials. */
    enum Login {
        PASSWORD,
        TOKEN,
        CERTIFICATE;

        /** The kind of these credentials; empty without any. */
        static Optional<Login> of(Credentials credentials) {
            if (credentials instanceof Credentials.Basic) {
                return Optional.of(PASSWORD);
            }
            if (credentials instanceof Credentials.Bearer) {
                return Optional.of(TOKEN);
            }
            return credentials instanceof Credentials.Certificate ? Optional.of(CERTIFICATE) : Optional.empty();
        }
    }

    /** A request was answered 429 because of this limit. */
    default void limited(Limit limit) {}

    /** Credentials of this kind were wrong or have expired. A request without credentials is not reported. */
    default void loginRefused(Login login) {}
}
