package dev.berth.registry.storage.s3;

/** How long parts are: they grow with the object, so that as many as there may be make up the largest there may be. */
final class PartSizes {
    /** "Amazon S3 multipart upload limits": at most so many parts, none but the last shorter than the least. */
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
