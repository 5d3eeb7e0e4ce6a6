package dev.berth.registry.access;

/** The result of {@link AccessController#decide}. */
public sealed interface Decision {

    /** The request is allowed. */
    record Allowed() implements Decision {}

    /** Denied with these credentials; others may suffice (401). */
    record Challenged(Challenge challenge) implements Decision {}

    /** The request is denied (403). */
    record Denied(String reason) implements Decision {}
}
