package dev.berth.registry.event;

/** What was done. */
public enum EventAction {
    /** Content was read; told on a best-effort basis, and only to who has not declined it. */
    PULL,
    /** A manifest, a tag or a blob came in, be it anew or again. */
    PUSH,
    /** A blob was linked to a repository from another one. */
    MOUNT,
    /** A manifest, a tag or a repository's hold of a blob went. */
    DELETE
}
