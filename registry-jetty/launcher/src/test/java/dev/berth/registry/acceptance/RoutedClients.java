package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Clients of two servers behind a load balancer: each pushes an image in turns to both and pulls it from the other
 * one. A server that is taken out gets no request until it is back. No request may fail.
 */
final class RoutedClients implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final int LARGEST = 20_000;

    private final List<AtomicReference<RunningServer>> servers = new ArrayList<>();
    /** Held for reading during a turn, for writing while a server is exchanged. */
    private final ReadWriteLock exchange = new ReentrantReadWriteLock();

    private final AtomicInteger pushed = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<Integer>> running = new ArrayList<>();

    RoutedClients(List<RunningServer> routed) {
        routed.forEach(server -> servers.add(new AtomicReference<>(server)));
        for (int i = 0; i < CLIENTS; i++) {
            running.add(threads.submit(this::work));
        }
    }

    /** Waits for so many more images. */
    void awaitImages(int more) throws InterruptedException {
        int goal = pushed.get() + more;
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (pushed.get() < goal) {
            assertThat(System.nanoTime()).as("%d images are pushed", goal).isLessThan(end);
            assertThat(running).as("no client has met a failure").noneMatch(Future::isDone);
            Thread.sleep(20);
        }
    }

    /** Routes requests to the other server only, once those of the running turns have ended. */
    RunningServer takeOut(int index) {
        exchange.writeLock().lock();
        try {
            RunningServer out = servers.get(index).get();
            servers.get(index).set(servers.get(1 - index).get());
            return out;
        } finally {
            exchange.writeLock().unlock();
        }
    }

    void putIn(int index, RunningServer server) {
        servers.get(index).set(server);
    }

    /** Waits for the end of the clients; fails with their failure. */
    int end() throws Exception {
        stopped.set(true);
        int images = 0;
        for (Future<Integer> client : running) {
            images += client.get(3, TimeUnit.MINUTES);
        }
        return images;
    }

    private int work() throws Exception {
        int images = 0;
        while (!stopped.get()) {
            int number = pushed.incrementAndGet();
            Image image = Image.of(number, LARGEST);
            exchange.readLock().lock();
            try {
                servers.get(number % 2).get().client().push("upgraded/" + number % 3, "v" + number, image);
                servers.get(1 - number % 2).get().client().assertPulls("upgraded/" + number % 3, "v" + number, image);
            } finally {
                exchange.readLock().unlock();
            }
            images++;
        }
        return images;
    }

    @Override
    public void close() {
        stopped.set(true);
        threads.shutdownNow();
    }
}
