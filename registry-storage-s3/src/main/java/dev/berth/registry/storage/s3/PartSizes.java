package dev.berth.registry.storage.s3;

/** The length of parts: it grows with the object, so that the largest number of parts makes up the largest object. */
final class PartSizes {
    /**
     * "Amazon S3 multipart upload limits": the largest number of parts, and the least length of all but the last one.
     */
    static final int MAX_PARTS = 10_000;

    static final long LEAST = 5L << 20;
    static final long GREATEST = 5L << 30;

    /** Ten doublings: 5 MiB at first make more than 5 TiB in the end. */
    private static final int PARTS_PER_SIZE = 950;

    private final long first;

    PartSizes(long first) {
        long pieces = (Math.max(first, LEAST) + PieceBudget.PIECE - 1) / PieceBudget.PIECE;
        this.first = pieces * PieceBudget.PIECE;
    }

    /** Length of the part of this number, from 1 on; whole pieces. */
    long of(int number) {
        return Math.min(first << Math.min((number - 1) / PARTS_PER_SIZE, 10), GREATEST - LEAST);
    }
}
