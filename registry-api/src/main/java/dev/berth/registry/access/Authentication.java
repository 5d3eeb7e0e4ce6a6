package dev.berth.registry.access;

/** The result of {@link AccessController#authenticate}. */
public sealed interface Authentication {

    /** The credentials identify this caller. */
    record Authenticated(Caller caller) implements Authentication {}

    /** The credentials are invalid. */
    record Refused(Challenge challenge) implements Authentication {}
}
