package dev.berth.registry.spi.storage;

import dev.berth.registry.spi.StoreException;
import java.util.List;

/** A store that can try out whether it does all that a registry needs of it. */
public interface StorageProbe {

    /** The scope of a check. */
    enum Scope {
        /** Only what reads. */
        READ,
        /** All operations; the check writes under reserved names and removes its objects. */
        WRITE
    }

    /**
     * Something that does not work.
     *
     * @param required whether a registry cannot do without it
     * @param message the fault, its cause and its correction
     */
    record Problem(boolean required, String message) {}

    /**
     * Tries the store out, with about fifteen calls.
     *
     * @return the faults; empty when there are none
     * @throws StoreException TRANSIENT when the store did not answer, so that nothing is known
     */
    List<Problem> probe(Scope scope) throws StoreException;
}
