package dev.berth.registry.spi.migration;

import dev.berth.registry.spi.StoreException;
import java.util.List;
import java.util.Map;

/**
 * A run of an import. While it is open and its process is alive, no other run begins. Safe for use by several threads.
 */
public interface ImportClaim extends AutoCloseable {

    /** The number of the run. */
    long run();

    /** Adds findings to those of the run. */
    void record(List<ImportFinding> findings) throws StoreException;

    /**
     * Records the progress of the run.
     *
     * @param counts by name
     * @param ended true when the run is complete
     */
    void note(Map<String, Long> counts, boolean ended) throws StoreException;

    /** Allows another run to begin. Never throws. */
    @Override
    void close();
}
