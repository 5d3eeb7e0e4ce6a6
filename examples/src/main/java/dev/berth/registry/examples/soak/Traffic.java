package dev.berth.registry.examples.soak;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Operations at a constant rate, whatever the servers do: the latency of one begins at the time at which it should
 * have begun.
 */
final class Traffic implements AutoCloseable {
    private static final int THREADS = 64;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final Operation operation;

    /** An operation of a client. */
    interface Operation {
        void run() throws IOException, InterruptedException;
    }

    /** Latencies in milliseconds, and failures, since the last call. */
    record Times(int count, double median, double p99, int failures) {
        @Override
        public String toString() {
            return "%,d p50 %.1f ms p99 %.1f ms failed %d".formatted(count, median, p99, failures);
        }
    }

    private Traffic(Operation operation) {
        this.operation = operation;
    }

    static Traffic start(int perSecond, Operation operation) {
        Traffic traffic = new Traffic(operation);
        var unused = traffic.clock.scheduleAtFixedRate(traffic::begin, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
        return traffic;
    }

    private void begin() {
        long due = System.nanoTime();
        threads.execute(() -> run(due));
    }

    private void run(long due) {
        try {
            operation.run();
            latencies.add(System.nanoTime() - due);
        } catch (IOException e) {
            if (failures.incrementAndGet() == 1) {
                System.out.println("the first failure: " + e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Times take() {
        int count = latencies.size();
        long[] sorted = new long[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = latencies.remove();
        }
        Arrays.sort(sorted);
        return new Times(count, millis(sorted, 50), millis(sorted, 99), failures.getAndSet(0));
    }

    private static double millis(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }
}
