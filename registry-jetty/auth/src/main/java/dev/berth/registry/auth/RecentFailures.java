package dev.berth.registry.auth;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/**
 * Failed logins by name and by network, in a table of constant size; a failure counts half after each minute. Two keys
 * may share a place, so a count is an upper bound. For one thread at a time.
 */
final class RecentFailures {
    private static final int PLACES = 1 << 16;
    private static final double HALF_LIFE = Duration.ofMinutes(1).toMillis();
    private static final int[] IPV4_NETWORKS = {1, 2, 3, 4};
    private static final int[] IPV6_NETWORKS = {4, 6, 8};

    private final float[] counts = new float[PLACES];
    private final long[] times = new long[PLACES];
    private final Clock clock;
    private final long seed;

    /** The seed keeps clients from choosing keys that share a place. */
    RecentFailures(Clock clock, long seed) {
        this.clock = clock;
        this.seed = seed;
    }

    /** The key of a user name, existing or not. */
    long name(String user) {
        byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
        return key(bytes, bytes.length);
    }

    /** The keys of the networks of an address, from wide to narrow. */
    long[] networks(InetAddress address) {
        byte[] bytes = address.getAddress();
        int[] lengths = bytes.length == 4 ? IPV4_NETWORKS : IPV6_NETWORKS;
        long[] keys = new long[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            keys[i] = key(bytes, lengths[i]);
        }
        return keys;
    }

    /** The failures of these keys in sum. */
    double of(long... keys) {
        long now = clock.millis();
        double sum = 0;
        for (long key : keys) {
            sum += decayed(place(key), now);
        }
        return sum;
    }

    void add(long... keys) {
        long now = clock.millis();
        for (long key : keys) {
            int place = place(key);
            counts[place] = (float) (decayed(place, now) + 1);
            times[place] = now;
        }
    }

    private double decayed(int place, long now) {
        // A clock that was set back does not keep a failure from fading.
        times[place] = Math.min(times[place], now);
        long age = now - times[place];
        return counts[place] == 0 ? 0 : counts[place] * Math.pow(0.5, age / HALF_LIFE);
    }

    private static int place(long key) {
        return (int) (key >>> 48);
    }

    /** FNV-1a, then the finisher of MurmurHash3. */
    private long key(byte[] bytes, int length) {
        long key = seed ^ length;
        for (int i = 0; i < length; i++) {
            key = (key ^ (bytes[i] & 0xff)) * 0x100000001b3L;
        }
        key = (key ^ (key >>> 33)) * 0xff51afd7ed558ccdL;
        key = (key ^ (key >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return key ^ (key >>> 33);
    }
}
