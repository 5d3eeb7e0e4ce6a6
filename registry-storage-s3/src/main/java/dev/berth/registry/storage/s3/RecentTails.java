package dev.berth.registry.storage.s3;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Short tails that this node has stored lately, so that the next request of the upload, usually on the same node and
 * soon, need not fetch them. Any may be dropped; the oldest are dropped first. Safe for use by any number of threads.
 */
final class RecentTails {
    static final int LONGEST = 1 << 20;
    private static final long MAX_BYTES = 16L << 20;

    private final Map<String, byte[]> tails = new LinkedHashMap<>();
    private long bytes;

    synchronized void keep(String name, byte[] tail) {
        take(name);
        tails.put(name, tail);
        bytes += tail.length;
        Iterator<byte[]> oldest = tails.values().iterator();
        while (bytes > MAX_BYTES) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }

    /** The tail of this name, which is forgotten. */
    synchronized Optional<byte[]> take(String name) {
        byte[] tail = tails.remove(name);
        if (tail != null) {
            bytes -= tail.length;
        }
        return Optional.ofNullable(tail);
    }
}
