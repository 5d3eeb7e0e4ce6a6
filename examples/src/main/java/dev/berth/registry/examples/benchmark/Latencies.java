package dev.berth.registry.examples.benchmark;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The latencies of requests. Safe for use by several threads. */
final class Latencies {
    private final ConcurrentLinkedQueue<Long> pulls = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> pushes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();

    void pulled(long nanos) {
        pulls.add(nanos);
    }

    void pushed(long nanos) {
        pushes.add(nanos);
    }

    void failed() {
        failures.incrementAndGet();
    }

    private static String text(ConcurrentLinkedQueue<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length + " (p50 " + millis(sorted, 50) + " ms, p99 " + millis(sorted, 99) + " ms)";
    }

    private static String millis(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return "-";
        }
        int position = Math.min(sorted.length - 1, sorted.length * percent / 100);
        return "%.1f".formatted(Arrays.stream(sorted).skip(position).findFirst().orElse(0) / 1e6);
    }

    @Override
    public String toString() {
        return "pulls " + text(pulls) + ", pushes " + text(pushes) + ", failures " + failures;
    }
}
