package dev.berth.registry.access;

import java.util.Objects;
import java.util.Set;

/**
 * The person or machine that calls.
 *
 * @param name how it is named in logs and events; empty when anonymous
 * @param grants what its credentials themselves grant, as a token does; empty when the controller looks that up. To whom
 *     the catalog is granted so, all of it is shown; to others what they may pull
 */
public record Caller(String name, Set<Permission> grants) {
    /** Who calls without credentials. */
    public static final Caller ANONYMOUS = new Caller("", Set.of());

    /** Copies the grants. */
    public Caller {
        Objects.requireNonNull(name, "name");
        grants = Set.copyOf(grants);
    }

    /** Whether nobody is known to be calling. */
    public boolean isAnonymous() {
        return name.isEmpty();
    }
}
