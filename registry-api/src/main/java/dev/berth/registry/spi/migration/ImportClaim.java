package dev.berth.registry.spi.migration;

import dev.berth.registry.spi.StoreException;
import java.util.List;
import java.util.Map;

/** A run of an import. While it is open, and its process lives, no other begins. Safe for use by several threads. */
public interface ImportClaim extends AutoCloseable {

    /** The number of the run. */
    long run();

    /** Adds findings to those of the run. */
    void record(List<ImportFinding> findings) throws StoreException;

    /**
     * Notes how far the run is.
     *
     * @param counts by name
     * @param ended whether the run is done
     */
    void note(Map<String, Long> counts, boolean ended) throws StoreException;

    /** Lets others begin. Never throws. */
    @Override
    void close();
}
