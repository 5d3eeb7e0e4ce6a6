package dev.berth.registry.spi.maintenance;

/**
 * The outcome of a batch of reviews.
 *
 * @param removed number of unreferenced items removed
 * @param kept number of referenced items whose review ended
 * @param left number of due items skipped because another transaction is changing them
 * @param bytes the bytes of blobs that were removed
 */
public record ReviewBatch(int removed, int kept, int left, long bytes) {
    /** Nothing was due. */
    public static final ReviewBatch EMPTY = new ReviewBatch(0, 0, 0, 0);

    /** The number of decided reviews. */
    public int reviewed() {
        return removed + kept;
    }

    /** True when nothing was due. */
    public boolean isEmpty() {
        return removed + kept + left == 0;
    }
}
