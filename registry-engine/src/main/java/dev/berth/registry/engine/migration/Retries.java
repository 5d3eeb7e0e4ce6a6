package dev.berth.registry.engine.migration;

import dev.berth.registry.engine.background.Backoff;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls of storage and database that may be repeated, as all calls of an import. A transient failure is retried with
 * backoff; meanwhile every other call of the run is delayed by a time that doubles with each failure and shrinks with
 * each success. Safe for use by several threads.
 */
final class Retries {
    private static final int ATTEMPTS = 7;
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
    private static final long LONGEST_NANOS = Duration.ofMillis(500).toNanos();
    private static final long SHORTEST_NANOS = Duration.ofMillis(1).toNanos();

    private final Backoff backoff;
    private final AtomicLong distance = new AtomicLong();

    /** Waits {@code first} before the second attempt, and twice as long before each one more. */
    Retries(Duration first) {
        this.backoff = new Backoff(first, LONGEST_BACKOFF);
    }

    interface Call<T> {
        T run() throws StoreException;
    }

    <T> T call(Call<T> call) throws StoreException {
        for (int attempt = 1; ; attempt++) {
            pause(distance.get());
            try {
                T answer = call.run();
                distance.updateAndGet(nanos -> nanos < SHORTEST_NANOS ? 0 : nanos - nanos / 8);
                return answer;
            } catch (StoreException e) {
                if (e.kind() == Kind.PERMANENT || attempt == ATTEMPTS) {
                    throw e;
                }
                distance.updateAndGet(nanos -> Math.min(LONGEST_NANOS, Math.max(SHORTEST_NANOS, nanos * 2)));
                pause(backoff.after(attempt).toNanos());
            }
        }
    }

    private static void pause(long nanos) throws StoreException {
        if (nanos > 0) {
            try {
                Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreException(Kind.PERMANENT, "the import was interrupted", e);
            }
        }
    }
}
