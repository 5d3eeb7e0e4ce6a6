package dev.berth.registry.spi;

/** A store as a whole: whether it answers, and its end. */
public interface Store extends AutoCloseable {

    /**
     * Asks the store for an answer, with one cheap call that changes nothing and stays within the deadline of the
     * caller. Health checks use it.
     *
     * @throws StoreException when the store does not answer, or refuses
     */
    void check() throws StoreException;

    /** Releases the resources that the store opened itself; those of the host stay open. Does not throw. */
    @Override
    void close();
}
