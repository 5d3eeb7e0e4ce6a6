package dev.berth.registry.access;

/** What can be done with a repository or, for CATALOG, with the registry. */
public enum Action {
    PULL,
    PUSH,
    DELETE,
    CATALOG
}
