package dev.berth.registry.access;

import java.util.Objects;
import java.util.Optional;

/**
 * A caller as the issuer of its credentials knows it; for events, never for decisions and logs.
 *
 * @param type the kind of the credentials, {@code personal_access_token} for example
 * @param user the user, in the issuer's own form
 */
public record Account(Optional<String> type, Optional<String> user) {
    /** An account of which nothing is known. */
    public static final Account UNKNOWN = new Account(Optional.empty(), Optional.empty());

    /** Refuses null. */
    public Account {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(user, "user");
    }

    /** Without the user, which may be confidential. */
    @Override
    public String toString() {
        return "Account[type=" + type.orElse("unknown") + "]";
    }
}
