package dev.berth.registry.spi.migration;

import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs of imports, and the end of a move. */
public interface ImportRunStore {

    /**
     * Begins a run, unless another one runs: on any node, in a process that lives.
     *
     * @param steps what it does, for a person
     * @return empty while another one runs
     */
    Optional<ImportClaim> begin(String steps) throws StoreException;

    /** The run that began last. */
    Optional<ImportRun> last() throws StoreException;

    /** The findings of a run in the order of their recording, at most so many. */
    List<ImportFinding> findings(long run, int most) throws StoreException;

    /**
     * Schedules blobs for review that neither a repository has nor the source keeps.
     *
     * @param prefix of blobs whose keys begin with this
     * @param before and that were in storage before this time
     * @return how many
     */
    int reviewUnreferenced(String prefix, Instant before) throws StoreException;

    /**
     * Ends the move: nothing is kept for the source any more, what imports brought is like what was pushed, and what
     * nothing references is scheduled for review.
     *
     * @return how many manifests, links and blobs were scheduled for review
     */
    int finish() throws StoreException;
}
