package dev.berth.registry.access;

/** An operation on the registry as a whole, which belongs to no repository. */
public enum AdministrativeAction {
    /** Showing its state: undelivered events, running uploads and imports, the configuration without secrets. */
    READ,
    /** Changing its state: resending or dropping events, ending uploads. */
    WRITE
}
