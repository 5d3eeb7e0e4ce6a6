package dev.berth.registry.access;

/** What {@link AccessController#decide} decided. */
public sealed interface Decision {

    /** Go on. */
    record Allowed() implements Decision {}

    /** Not with these credentials; others may do (401). */
    record Challenged(Challenge challenge) implements Decision {}

    /** No (403). */
    record Denied(String reason) implements Decision {}
}
