package dev.berth.registry.event;

import java.util.Objects;

/**
 * The caller whose request caused an event. An unknown part is empty.
 *
 * @param name the name of the caller
 * @param userType the kind of its credentials, as their issuer names it
 * @param user the user at the issuer, in the issuer's own form
 */
public record Actor(String name, String userType, String user) {

    /** Refuses null. */
    public Actor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(userType, "userType");
        Objects.requireNonNull(user, "user");
    }

    /** A caller of which only the name is known. */
    public static Actor named(String name) {
        return new Actor(name, "", "");
    }
}
