package dev.berth.registry.event;

/** The kind of an event. */
public enum EventAction {
    /** Content was read; delivered on a best-effort basis, and only to recipients that have not excluded it. */
    PULL,
    /** A manifest, a tag or a blob was pushed, for the first time or again. */
    PUSH,
    /** A blob was linked to a repository from another one. */
    MOUNT,
    /** A repository has another name, and all below it have. */
    RENAME,
    /** A manifest, a tag or the link of a repository to a blob was deleted. */
    DELETE
}
