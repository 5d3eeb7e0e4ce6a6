package dev.berth.registry.access;

import java.util.Objects;

/**
 * A caller as the issuer of its credentials knows it; for events, never for decisions and logs.
 *
 * @param type the kind of the credentials, {@code personal_access_token} for example; empty when unknown
 * @param user the user, in the issuer's own form; empty when unknown
 */
public record Account(String type, String user) {
    /** An account of which nothing is known. */
    public static final Account UNKNOWN = new Account("", "");

    /** Refuses null. */
    public Account {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(user, "user");
    }

    /** Without the user, which may be confidential. */
    @Override
    public String toString() {
        return "Account[type=" + type + "]";
    }
}
