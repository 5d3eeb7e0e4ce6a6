package dev.berth.registry.access;

/** An operation on a repository. */
public enum Action {
    PULL,
    PUSH,
    DELETE
}
