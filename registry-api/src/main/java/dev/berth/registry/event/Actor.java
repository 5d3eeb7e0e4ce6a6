package dev.berth.registry.event;

import java.util.Objects;
import java.util.Optional;

/**
 * The caller whose request caused an event. A part that is unknown is empty.
 *
 * @param name the name of the caller
 * @param userType the kind of its credentials, as their issuer names it
 * @param user the user at the issuer, in the issuer's own form
 */
public record Actor(Optional<String> name, Optional<String> userType, Optional<String> user) {
    /** A caller of which nothing is known. */
    public static final Actor UNKNOWN = new Actor(Optional.empty(), Optional.empty(), Optional.empty());

    /** Refuses null. */
    public Actor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(userType, "userType");
        Objects.requireNonNull(user, "user");
    }
}
