package dev.berth.registry.access;

import java.util.Objects;
import java.util.Set;

/**
 * The person or machine that calls.
 *
 * @param name how it is named in logs and events; empty when anonymous
 * @param grants what its credentials themselves grant, as a token does; empty when the controller looks that up. To whom
 *     the catalog is granted so, all of it is shown; to others what they may pull
 * @param limits tags its credentials keep it from, whatever they grant
 */
public record Caller(String name, Set<Permission> grants, Set<TagLimit> limits) {
    /** Who calls without credentials. */
    public static final Caller ANONYMOUS = new Caller("", Set.of());

    /** Copies the grants and limits. */
    public Caller {
        Objects.requireNonNull(name, "name");
        grants = Set.copyOf(grants);
        limits = Set.copyOf(limits);
    }

    /** Without limits. */
    public Caller(String name, Set<Permission> grants) {
        this(name, grants, Set.of());
    }

    /** Whether nobody is known to be calling. */
    public boolean isAnonymous() {
        return name.isEmpty();
    }
}
