package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The takeover of a source whose registry has stopped: each of its repositories is imported for the last time while
 * this registry serves already. A metadata store has at most one takeover. Each method may be repeated.
 */
public interface TakeoverStore {

    /** The progress of the takeover; empty before its begin. */
    Optional<TakeoverState> find() throws StoreException;

    /** Begins the takeover unless it was begun, and answers its progress. */
    TakeoverState begin() throws StoreException;

    /** Records repositories of the source. Those that are recorded already keep their state. */
    void register(Collection<RepositoryName> repositories) throws StoreException;

    /**
     * Records that all repositories of the source are recorded; the takeover ends if all are finished. Only the first
     * call has an effect.
     *
     * @param findings of the listing
     */
    void listed(List<ImportFinding> findings) throws StoreException;

    /**
     * Claims a repository until a time. A claim saves work and protects nothing: two imports of a repository at once
     * have the result of one. A claimant may renew its claim.
     *
     * @param claimant a name that no other process uses
     */
    TakeoverClaim claim(RepositoryName repository, String claimant, Instant until) throws StoreException;

    /**
     * Finishes a recorded repository, whose state was imported; the takeover ends with the last one. Only the first
     * call for a repository has an effect.
     *
     * @param findings of its import
     */
    void finish(RepositoryName repository, Fingerprints fingerprints, List<ImportFinding> findings)
            throws StoreException;

    /** The recorded repositories that are not finished, in byte order. */
    Page<RepositoryName> unfinished(PageRequest page) throws StoreException;
}
