package dev.berth.registry.storage.s3;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * The memory that all unfinished parts may take together, in pieces of one size. Pieces are made when first needed and
 * then used again. Safe for use by any number of threads.
 */
final class PieceBudget {
    /** Small, because small blobs are many; a divisor of the least part size. */
    static final int PIECE = 128 * 1024;

    private final Semaphore left;
    private final Queue<byte[]> idle = new ConcurrentLinkedQueue<>();

    PieceBudget(long bytes) {
        this.left = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / PIECE));
    }

    /** A piece with any content; empty when all are taken. */
    Optional<byte[]> take() {
        if (!left.tryAcquire()) {
            return Optional.empty();
        }
        byte[] used = idle.poll();
        return Optional.of(used == null ? new byte[PIECE] : used);
    }

    void giveBack(byte[] piece) {
        idle.add(piece);
        left.release();
    }
}
