package dev.berth.registry;

import dev.berth.registry.model.Rename;
import java.time.Instant;

/** Changes to a registry as a whole. */
public interface Administration {

    /** Deletions of many tags and of whole repositories. */
    Deletions deletions();

    /**
     * Checks whether a rename is possible now, and reserves both names for its holder. Asking again prolongs the lease.
     *
     * @return the end of the lease, 60 seconds from now
     * @throws RegistryException as {@link #rename} does
     */
    Instant lease(Rename rename);

    /**
     * Renames a repository with all repositories below it, at once: no request sees a part of it. Requests that change
     * one of them wait; uploads in progress continue under the new name. For 60 seconds no repository is created at or
     * below the old name: a request that would is refused with {@link ErrorCode#RENAME_IN_PROGRESS}.
     *
     * @throws RegistryException NAME_UNKNOWN when there is no repository at or below the name, RENAME_CONFLICT when
     *     there is one at or below the new name or another caller holds a lease on one of the names, EXCEEDS_LIMITS
     *     when there are more than 1,000 repositories below, or a new name would be too long
     */
    void rename(Rename rename);
}
