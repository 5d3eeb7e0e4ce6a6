package dev.berth.registry.http.limit;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Rate limits of clients, in a table of constant size. Of each client it stores only the time at which its bucket will
 * be full, which is the whole state of a token bucket (the "generic cell rate algorithm"); a client without an entry
 * has a full one. A client can be in the eight places of one shelf. With these taken, the one whose bucket is nearest
 * to full is forgotten: many clients cannot make the table forget one beyond its limit.
 *
 * <p>Counting allocates nothing. Safe for use by any number of threads; those wait for each other only on the same
 * shelf, for some nanoseconds.
 */
final class TokenBuckets {
    private static final int PLACES = 8;
    private static final int SHELVES = 8192;
    /** The greatest bucket takes this long to fill, some 70 years: the sums here cannot overflow. */
    private static final long LONGEST = 1L << 61;

    private final long cost;
    private final long most;
    private final long seed;
    private final LongSupplier clock;
    private final long start;
    private final long[] clients = new long[SHELVES * PLACES];
    /** The time at which the bucket in each place will be full, in nanoseconds of the clock since the start. */
    private final long[] full = new long[SHELVES * PLACES];

    private final Object[] locks = new Object[SHELVES];

    /**
     * @param seed keeps clients from choosing the others of their shelf
     * @param clock nanoseconds since any moment
     */
    TokenBuckets(RateLimit limit, long seed, LongSupplier clock) {
        this.cost = limit.cost();
        this.most = cost > LONGEST / limit.burst() ? LONGEST : cost * limit.burst();
        this.seed = seed;
        this.clock = clock;
        this.start = clock.getAsLong();
        Arrays.setAll(locks, shelf -> new Object());
    }

    /** Takes a token. Without one, answers the time until the next one and takes none. */
    Duration take(long client) {
        long mixed = mix(client);
        int first = shelf(mixed) * PLACES;
        synchronized (locks[first / PLACES]) {
            long now = clock.getAsLong() - start;
            int known = find(first, mixed);
            long before = known < 0 ? now : Math.max(now, full[known]);
            Duration wait = wait(before, now);
            if (wait.isZero()) {
                int place = known < 0 ? fullest(first) : known;
                clients[place] = mixed;
                full[place] = before + cost;
            }
            return wait;
        }
    }

    /** Returns a token that was taken. */
    void giveBack(long client) {
        long mixed = mix(client);
        int first = shelf(mixed) * PLACES;
        synchronized (locks[first / PLACES]) {
            int known = find(first, mixed);
            if (known >= 0) {
                full[known] -= cost;
            }
        }
    }

    private Duration wait(long fullAt, long now) {
        long nanos = fullAt + cost - now - most;
        return nanos <= 0 ? Duration.ZERO : Duration.ofNanos(nanos);
    }

    private int find(int first, long client) {
        for (int place = first; place < first + PLACES; place++) {
            if (clients[place] == client) {
                return place;
            }
        }
        return -1;
    }

    private int fullest(int first) {
        int fullest = first;
        for (int place = first + 1; place < first + PLACES; place++) {
            if (full[place] < full[fullest]) {
                fullest = place;
            }
        }
        return fullest;
    }

    private static int shelf(long mixed) {
        return (int) (mixed >>> 51);
    }

    /** No two clients become one here (the finisher of MurmurHash3, which can be undone). */
    private long mix(long client) {
        long mixed = client ^ seed;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
