package dev.berth.registry.access;

import java.security.cert.X509Certificate;
import java.util.Objects;

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

    /** A name and a password (RFC 7617). */
    record Basic(String user, String password) implements Credentials {

        /** Refuses null. */
        public Basic {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
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
