package dev.berth.registry.access;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;

/** The credentials of a request. {@code toString} shows no secret. */
public sealed interface Credentials {

    /** No credentials. */
    record None() implements Credentials {}

    /**
     * The client certificate of the connection, verified by the server; used only when the request has no other
     * credentials. A controller without certificate authentication treats it as {@link None}.
     */
    record Certificate(X509Certificate certificate) implements Credentials {

        /** Refuses null. */
        public Certificate {
            Objects.requireNonNull(certificate, "certificate");
        }

        @Override
        public String toString() {
            return "Certificate[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    /**
     * A name and a password (RFC 7617).
     *
     * @param client the address they came from, if it is known; a controller may use it to share its capacity fairly
     */
    record Basic(String user, String password, Optional<InetAddress> client) implements Credentials {

        /** Refuses null. */
        public Basic {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
            Objects.requireNonNull(client, "client");
        }

        /** From an unknown address. */
        public Basic(String user, String password) {
            this(user, password, Optional.empty());
        }

        /** The same from another address. */
        public Basic from(Optional<InetAddress> other) {
            return new Basic(user, password, other);
        }

        @Override
        public String toString() {
            return "Basic[user=" + user + ", password=***]";
        }
    }

    /** A bearer token (RFC 6750). */
    record Bearer(String token) implements Credentials {

        /** Refuses null. */
        public Bearer {
            Objects.requireNonNull(token, "token");
        }

        @Override
        public String toString() {
            return "Bearer[token=***]";
        }
    }
}
