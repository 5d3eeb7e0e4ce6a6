package dev.berth.registry.examples.comparison;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Some clients for some time, each of which repeats an operation without a pause. */
record Round(int clients, Duration length) {
    /** Runs it and counts the operations. */
    long run(MeasuredServer server, Operation operation) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<Long>> counts = new ArrayList<>();
            long end = System.nanoTime() + length.toNanos();
            for (int client = 0; client < clients; client++) {
                Load load = new Load(server.uri(), System.nanoTime() + client);
                counts.add(threads.submit(() -> repeat(load, operation, end)));
            }
            long sum = 0;
            for (Future<Long> count : counts) {
                sum += count.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    private static long repeat(Load load, Operation operation, long end) throws IOException, InterruptedException {
        long count = 0;
        do {
            load.run(operation);
            count++;
        } while (System.nanoTime() < end);
        return count;
    }
}
