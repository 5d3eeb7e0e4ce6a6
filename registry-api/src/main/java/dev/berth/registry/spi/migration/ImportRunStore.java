package dev.berth.registry.spi.migration;

import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Runs of imports, and the end of a move. */
public interface ImportRunStore {

    /**
     * Begins a run, unless another one is active in a live process on any node.
     *
     * @param steps a description of its steps for the operator
     * @return empty while another run is active
     */
    Optional<ImportClaim> begin(String steps) throws StoreException;

    /** The runs that began last, the last one first, at most {@code most}. */
    List<ImportRun> recent(int most) throws StoreException;

    /** The run that began last. */
    default Optional<ImportRun> last() throws StoreException {
        return recent(1).stream().findFirst();
    }

    /** True when a run of one of these steps was recorded as complete. */
    boolean hasEnded(Collection<String> steps) throws StoreException;

    /** The findings of a run in the order of their recording, at most {@code most}. */
    List<ImportFinding> findings(long run, int most) throws StoreException;

    /**
     * Schedules reviews of blobs that no repository has and that are not kept for the source.
     *
     * @param prefix of blobs whose keys begin with this
     * @param before and that were in storage before this time
     * @return the number scheduled
     */
    int reviewUnreferenced(String prefix, Instant before) throws StoreException;

    /**
     * Ends the move: nothing is kept for the source any more, imported content is treated like pushed content, and
     * unreferenced content is scheduled for review.
     *
     * @return the number of manifests, links and blobs were scheduled for review
     */
    int finish() throws StoreException;

    /**
     * Removes the record of imports: their sources, and all runs but the active one with their findings. Content and
     * the blobs kept for the source stay.
     */
    void forget() throws StoreException;
}
