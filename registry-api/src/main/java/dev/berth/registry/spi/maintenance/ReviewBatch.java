package dev.berth.registry.spi.maintenance;

/**
 * What a batch of reviews came to.
 *
 * @param removed how many were held by nothing and are gone
 * @param kept how many are held and not under review any more
 * @param left how many were due but are being changed by somebody else: to be looked at again
 * @param bytes the bytes of blobs that were removed
 */
public record ReviewBatch(int removed, int kept, int left, long bytes) {
    /** Nothing was due. */
    public static final ReviewBatch EMPTY = new ReviewBatch(0, 0, 0, 0);

    /** How many were decided. */
    public int reviewed() {
        return removed + kept;
    }

    /** Whether nothing was due. */
    public boolean isEmpty() {
        return removed + kept + left == 0;
    }
}
