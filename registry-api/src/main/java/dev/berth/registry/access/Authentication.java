package dev.berth.registry.access;

/** What {@link AccessController#authenticate} found. */
public sealed interface Authentication {

    /** This one calls. */
    record Authenticated(Caller caller) implements Authentication {}

    /** The credentials are not good. */
    record Refused(Challenge challenge) implements Authentication {}
}
