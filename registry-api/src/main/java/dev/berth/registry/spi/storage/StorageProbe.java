package dev.berth.registry.spi.storage;

import dev.berth.registry.spi.StoreException;
import java.util.List;

/** A store that can try out whether it does all that a registry needs of it. */
public interface StorageProbe {

    /** How much is tried. */
    enum Scope {
        /** Only what reads. */
        READ,
        /** Everything; what is written is under names of its own, and removed again. */
        WRITE
    }

    /**
     * Something that does not work.
     *
     * @param required whether a registry cannot do without it
     * @param message what, why, and what to do
     */
    record Problem(boolean required, String message) {}

    /**
     * Tries the store out, with about fifteen calls.
     *
     * @return what does not work; empty when everything does
     * @throws StoreException TRANSIENT when the store did not answer, so that nothing is known
     */
    List<Problem> probe(Scope scope) throws StoreException;
}
