package dev.berth.registry.access;

/** An operation on a repository or, for CATALOG, on the registry. */
public enum Action {
    PULL,
    PUSH,
    DELETE,
    CATALOG
}
