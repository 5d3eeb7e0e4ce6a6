package dev.berth.registry.access;

import dev.berth.registry.model.RepositoryName;
import java.util.Objects;
import java.util.Set;

/**
 * The person or machine that calls.
 *
 * @param name its name in logs and events; empty when anonymous
 * @param grants the permissions its credentials carry, as a token does; empty when the controller looks them up. A
 *     caller granted the catalog sees all of it; others see the repositories they may pull
 * @param limits tags denied by its credentials, in spite of other grants
 * @param projects the projects for which its credentials were issued, as paths of repositories
 * @param account the account at its issuer
 */
public record Caller(
        String name, Set<Permission> grants, Set<TagLimit> limits, Set<RepositoryName> projects, Account account) {
    /** The caller without credentials. */
    public static final Caller ANONYMOUS = new Caller("", Set.of());

    /** Copies the grants and limits. */
    public Caller {
        Objects.requireNonNull(name, "name");
        grants = Set.copyOf(grants);
        limits = Set.copyOf(limits);
        projects = Set.copyOf(projects);
        Objects.requireNonNull(account, "account");
    }

    /** Without projects and account. */
    public Caller(String name, Set<Permission> grants, Set<TagLimit> limits) {
        this(name, grants, limits, Set.of(), Account.UNKNOWN);
    }

    /** Without limits. */
    public Caller(String name, Set<Permission> grants) {
        this(name, grants, Set.of());
    }

    /** True when the caller is unknown. */
    public boolean isAnonymous() {
        return name.isEmpty();
    }
}
